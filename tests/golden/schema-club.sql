CREATE INDEX activity_date on activity(on_date);

CREATE INDEX activity_meeting on activity(meeting_id);

CREATE INDEX attendance_person on attendance(person_id);

CREATE INDEX book_print_person on book_print(person_id, printed_on);

CREATE INDEX care_break_cared on care_break(cared_id);

CREATE INDEX care_plan_cared on care_plan(cared_id);

CREATE INDEX care_report_cared on care_report(cared_id, on_date);

CREATE INDEX care_report_open on care_report(on_date) where closed_on is null;

CREATE INDEX care_round_plan on care_round(plan_id);

CREATE INDEX care_round_volunteer on care_round(volunteer_id);

CREATE INDEX cared_person on cared(person_id);

CREATE INDEX change_barrier on change(seq) where barrier;

CREATE INDEX change_row_change on change_row(change_seq);

CREATE INDEX change_row_row on change_row(tbl, row_id);

CREATE INDEX check_up_date on check_up(on_date);

CREATE INDEX check_up_person on check_up(person_id, on_date);

CREATE INDEX circumstance_person on circumstance(person_id);

CREATE INDEX collected_meeting on collected(meeting_id, person_id);

CREATE INDEX consent_paper_person on consent_paper(person_id);

CREATE INDEX consent_person on consent(person_id);

CREATE INDEX data_request_person on data_request(person_id);

CREATE INDEX entry_date on entry(on_date);

CREATE INDEX entry_loan on entry(loan_id);

CREATE INDEX entry_meeting on entry(meeting_id);

CREATE INDEX entry_person on entry(person_id);

CREATE INDEX fee_person on fee(person_id);

CREATE INDEX feedback_person on feedback(person_id);

CREATE INDEX follow_up_person on follow_up(person_id);

CREATE INDEX gift_date on gift(on_date);

CREATE INDEX guest_meeting on guest(meeting_id);

CREATE INDEX health_fact_person on health_fact(person_id);

CREATE INDEX help_case_id on help(case_id);

CREATE INDEX help_case_meeting on help_case(meeting_id);

CREATE INDEX help_case_person on help_case(person_id);

CREATE INDEX home_visit_cared on home_visit(cared_id, on_date);

CREATE INDEX home_visit_date on home_visit(on_date);

CREATE INDEX home_visit_volunteer on home_visit(volunteer_id, on_date);

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

CREATE INDEX involvement_person on involvement(person_id);

CREATE INDEX kind_return_loan on kind_return(loan_id);

CREATE INDEX livelihood_person on livelihood(person_id);

CREATE INDEX loan_event_loan on loan_event(loan_id, on_date);

CREATE INDEX loan_open on loan(state) where closed_on is null;

CREATE INDEX loan_person on loan(person_id);

CREATE INDEX meeting_held on meeting(held_on);

CREATE INDEX membership_person on membership(person_id);

CREATE INDEX need_form_cared on need_form(cared_id, on_date);

CREATE INDEX not_same_other on not_same(other_id);

CREATE INDEX office_person on office(person_id);

CREATE INDEX outside_loan_person on outside_loan(person_id);

CREATE INDEX pairing_person on pairing(person_id);

CREATE INDEX pairing_volunteer on pairing(volunteer_id);

CREATE INDEX person_name_sort on person(name_sort);

CREATE INDEX posting_balance on posting(fund, account, on_date, amount_vnd);

CREATE INDEX posting_entry on posting(entry_id);

CREATE INDEX posting_loan on posting(loan_id, account, on_date, amount_vnd)
    where loan_id is not null;

CREATE INDEX posting_person on posting(person_id) where person_id is not null;

CREATE INDEX proposal_date on proposal(on_date);

CREATE INDEX reading_date on reading(on_date);

CREATE INDEX reading_person on reading(person_id, on_date);

CREATE INDEX referral_open on referral(on_date) where closed_on is null;

CREATE INDEX referral_person on referral(person_id, on_date);

CREATE INDEX relation_other on relation(other_id);

CREATE UNIQUE INDEX seal_standing on seal(month) where reopened_on is null;

CREATE INDEX task_meeting on task(meeting_id);

CREATE INDEX task_open on task(due_on) where done_on is null;

CREATE INDEX team_member_person on team_member(person_id);

CREATE INDEX team_member_team on team_member(team_id);

CREATE INDEX theme_meeting on theme(meeting_id);

CREATE INDEX training_person_person on training_person(person_id);

CREATE INDEX volunteer_person on volunteer(person_id);

CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);

CREATE TABLE access(
    id integer primary key,
    at text not null,
    actor text not null,
    what text not null,
    person_id text,
    detail text
) strict;

CREATE TABLE activity(
    id text primary key,
    area text not null check (area in ('income', 'health', 'home_care', 'self_help', 'rights',
        'awareness', 'culture', 'resources')),
    kind text not null check (kind in ('talk', 'dialogue', 'exchange', 'performance', 'exercise',
        'check_up', 'community', 'sick_visit', 'training', 'fundraising', 'other')),
    on_date text not null,
    meeting_id text references meeting(id),
    what text not null check (what <> ''),
    leader_id text references person(id),
    leader text,
    participants integer check (participants >= 0),
    outsiders integer check (outsiders >= 0),
    spent_vnd integer check (spent_vnd >= 0),
    in_kind text,
    woven text check (woven in ('digital', 'green', 'jobs')),
    note text
) strict;

CREATE TABLE approval(
    id text primary key,
    what text not null check (what in ('disbursement', 'write_off', 'closing', 'reopening')),
    loan_id text references loan(id),
    seal_id text references seal(id),
    officer_id text not null references officer(id),
    at text not null,
    sha256 text not null,
    check ((loan_id is null) <> (seal_id is null))
) strict;

CREATE TABLE attendance(
    id text primary key,
    meeting_id text not null references meeting(id),
    person_id text not null references person(id),
    present integer not null check (present in (0, 1)),
    reason text check (reason in ('ill', 'busy', 'away', 'other')),
    note text,
    unique (meeting_id, person_id),
    check (present = 0 or reason is null)
) strict;

CREATE TABLE book_print(
    id text primary key,
    person_id text not null references person(id),
    printed_on text not null,
    how text not null check (how in ('whole', 'lines', 'fresh')),
    year integer not null check (year between 1990 and 2200),
    last_on text
) strict;

CREATE TABLE budget(
    id text primary key,
    year integer not null check (year between 1990 and 2200),
    area text not null check (area in ('income', 'health', 'home_care', 'self_help', 'rights',
        'awareness', 'culture', 'resources', 'running')),
    amount_vnd integer not null check (amount_vnd >= 0),
    note text,
    unique (year, area)
) strict;

CREATE TABLE capital_source(
    id text primary key,
    kind text not null check (kind in ('province', 'commune', 'association', 'donor', 'members',
        'own', 'other')),
    name text not null check (name <> ''),
    person_id text references person(id),
    returnable integer not null check (returnable in (0, 1)),
    return_to text,
    decision text,
    note text,
    since text not null,
    check (returnable = 1 or return_to is null)
) strict;

CREATE TABLE care_break(
    id text primary key,
    cared_id text not null references cared(id),
    kind text not null check (kind in ('hospital', 'family', 'away')),
    from_on text not null,
    until text,
    note text,
    check (until is null or until >= from_on)
) strict;

CREATE TABLE care_plan(
    id text primary key,
    cared_id text not null references cared(id),
    since text not null,
    until text,
    review_on text,
    needs text,
    note text
) strict;

CREATE TABLE care_report(
    id text primary key,
    cared_id text not null references cared(id),
    visit_id text references home_visit(id),
    on_date text not null,
    sign text not null check (sign in ('fall', 'fever', 'breath', 'chest', 'stroke', 'confused',
        'not_eating', 'wound', 'pressure', 'mood', 'abuse', 'other')),
    what text,
    told_whom text,
    told_on text,
    done text,
    closed_on text
) strict;

CREATE TABLE care_round(
    id text primary key,
    plan_id text not null references care_plan(id),
    weekday integer not null check (weekday between 0 and 6),
    volunteer_id text references person(id),
    second_id text references person(id),
    tasks text not null check (json_valid(tasks)),
    at_time text
) strict;

CREATE TABLE cared(
    id text primary key,
    person_id text references person(id),
    name text,
    sex text check (sex in ('F', 'M')),
    birth text,
    hamlet text,
    phone text,
    way text,
    household text,
    contact_name text,
    contact_phone text,
    situation text,
    risks text,
    since text not null,
    until text,
    reason text check (reason in ('better', 'died', 'moved', 'family', 'other')),
    check ((person_id is null) <> (name is null)),
    check ((until is null) = (reason is null))
) strict;

CREATE TABLE cash_count(
    id text primary key,
    meeting_id text not null unique references meeting(id),
    notes text not null check (json_valid(notes)),
    total_vnd integer not null check (total_vnd >= 0),
    counted_by text,
    witness text,
    remark text
) strict;

CREATE TABLE change(
    seq integer primary key,
    at text not null,
    clock_ok integer not null check (clock_ok in (0, 1)),
    lineage text not null,
    actor text not null,
    label text not null,
    args text check (json_valid(args)),
    salt text,
    args_c text not null,
    undoes integer references change(seq),
    barrier integer not null check (barrier in (0, 1)),
    prev_hash text not null,
    hash text not null
) strict;

CREATE TABLE change_row(
    id integer primary key,
    change_seq integer not null references change(seq),
    tbl text not null,
    row_id text not null,
    before text,
    after text,
    salt text,
    before_c text,
    after_c text,
    check (before_c is not null or after_c is not null)
) strict;

CREATE TABLE check_up(
    id text primary key,
    person_id text not null references person(id),
    on_date text not null,
    place text,
    by_whom text,
    findings text,
    advice text,
    next_on text
) strict;

CREATE TABLE circumstance(
    id text primary key,
    person_id text not null references person(id),
    kind text not null check (kind in ('lives_alone', 'disability', 'severe_disability',
        'very_severe_disability', 'ethnic_minority', 'frail', 'represented')),
    since text not null,
    until text,
    note text,
    check (until is null or since <= until)
) strict;

CREATE TABLE club(
    id text primary key,
    name text not null check (name <> ''),
    commune text not null,
    province text not null,
    hamlet text,
    code text,
    founded_on text
, decision text, decided_on text, decided_by text, old_commune text, meeting_day text, meeting_place text, regulation text, regulation_on text) strict;

CREATE TABLE collected(
    id text primary key,
    meeting_id text not null references meeting(id),
    person_id text not null references person(id),
    loan_id text references loan(id),
    what text not null check (what in ('savings', 'interest', 'late_interest', 'principal',
        'held')),
    amount_vnd integer not null check (amount_vnd > 0)
) strict;

CREATE TABLE consent(
    id text primary key,
    person_id text not null references person(id),
    purpose text not null check (purpose in ('C1', 'C2', 'C3', 'C4', 'C5')),
    given_on text not null,
    withdrawn_on text,
    paper text
, paper_id text references consent_paper(id), receiver text) strict;

CREATE TABLE consent_paper(
    id text primary key,
    person_id text not null references person(id),
    signed_on text not null,
    version text not null,
    text_sha256 text not null,
    signed_by text not null check (signed_by in ('signature', 'fingerprint')),
    read_by text not null check (read_by in ('self', 'read_to')),
    witness text,
    representative text,
    representative_is text,
    representative_paper text,
    collected_by text not null,
    kept_at text,
    note text,
    check (signed_by <> 'fingerprint' or witness is not null)
) strict;

CREATE TABLE data_request(
    id text primary key,
    person_id text not null references person(id),
    kind text not null check (kind in ('view', 'correct', 'withdraw', 'restrict',
        'erase')),
    received_on text not null,
    asked_by text,
    detail text,
    answered_on text,
    extended_on text,
    extended_why text,
    done_on text,
    outcome text check (outcome in ('done', 'partly', 'refused', 'taken_back')),
    result text,
    check ((done_on is null) = (outcome is null))
) strict;

CREATE TABLE decision(
    id text primary key,
    meeting_id text not null references meeting(id),
    number integer not null check (number > 0),
    text text not null check (text <> ''),
    unique (meeting_id, number)
) strict;

CREATE TABLE draft(
    id text primary key,
    officer text not null,
    key text not null,
    title text not null,
    room text not null,
    texts text not null check (json_valid(texts)),
    at text not null,
    unique (officer, key)
) strict;

CREATE TABLE entry(
    id text primary key,
    kind text not null check (kind in ('receipt', 'payment', 'journal')),
    year integer not null check (year between 1990 and 2200),
    number integer not null check (number > 0),
    on_date text not null,
    topic text not null check (topic in ('fee', 'savings', 'savings_back', 'disbursement',
        'repayment', 'recovery', 'write_off', 'held_back', 'grant', 'capital_back', 'gift',
        'income', 'spending', 'transfer', 'bank', 'opening', 'difference', 'correction')),
    memo text not null check (memo <> ''),
    party text,
    person_id text references person(id),
    loan_id text references loan(id),
    meeting_id text references meeting(id),
    reverses text unique references entry(id),
    reason text,
    attached text,
    unique (kind, year, number),
    check (cast(substr(on_date, 1, 4) as integer) = year),
    check ((reverses is null) = (reason is null)),
    check ((reverses is not null) = (topic = 'correction'))
) strict;

CREATE TABLE equipment(
    id text primary key,
    name text not null check (name <> ''),
    quantity integer not null check (quantity > 0),
    unit text,
    source text not null check (source in ('given', 'bought', 'lent')),
    from_whom text,
    received_on text,
    value_vnd integer check (value_vnd >= 0),
    place text,
    keeper_id text references person(id),
    condition text not null check (condition in ('good', 'worn', 'broken', 'gone')),
    checked_on text,
    note text
) strict;

CREATE TABLE erasure(
    id text primary key,
    person_id text not null references person(id),
    erased_on text not null,
    reason text not null
) strict;

CREATE TABLE exercise_week(
    id text primary key,
    monday text not null unique,
    sessions integer not null check (sessions between 0 and 21),
    people integer check (people >= 0),
    what text
) strict;

CREATE TABLE export(
    id text primary key,
    seq integer not null unique,
    lineage text not null,
    parents text not null check (json_valid(parents)),
    at text not null,
    as_of text not null,
    to_key text not null,
    file text not null,
    sha256 text not null,
    manifest text not null,
    written_at text
) strict;

CREATE TABLE fee(
    id text primary key,
    meeting_id text not null references meeting(id),
    person_id text not null references person(id),
    amount_vnd integer not null check (amount_vnd >= 0),
    unique (meeting_id, person_id)
) strict;

CREATE TABLE feedback(
    id text primary key,
    kind text not null check (kind in ('suggestion', 'complaint', 'thanks')),
    on_date text not null,
    person_id text references person(id),
    from_whom text,
    about text not null check (about <> ''),
    owner_id text references person(id),
    due_on text,
    done_on text,
    done text,
    check ((done_on is null) = (done is null))
) strict;

CREATE TABLE follow_up(
    id text primary key,
    person_id text not null references person(id),
    text text not null check (text <> ''),
    due_on text not null,
    written_on text not null,
    done_on text,
    result text
) strict;

CREATE TABLE fund(
    id text primary key,
    name text not null check (name <> ''),
    purpose text,
    since text not null,
    until text
) strict;

CREATE TABLE gift(
    id text primary key,
    on_date text not null,
    donor text not null check (donor <> ''),
    person_id text references person(id),
    fund text not null,
    amount_vnd integer check (amount_vnd > 0),
    entry_id text references entry(id),
    what text,
    value_vnd integer check (value_vnd >= 0),
    meeting_id text references meeting(id),
    show_name integer not null check (show_name in (0, 1)),
    thanked_on text,
    note text,
    check ((amount_vnd is null) = (entry_id is null)),
    check ((amount_vnd is null) = (what is not null))
) strict;

CREATE TABLE guest(
    id text primary key,
    meeting_id text not null references meeting(id),
    name text not null check (name <> ''),
    from_where text
) strict;

CREATE TABLE health_fact(
    id text primary key,
    person_id text not null references person(id),
    kind text not null check (kind in ('illness', 'allergy', 'medicine')),
    code text check (code in ('hypertension', 'diabetes', 'heart', 'stroke', 'lungs', 'joints',
        'kidney', 'cancer', 'memory', 'eyes')),
    text text,
    dose text,
    told_by text,
    since text,
    until text,
    check (code is not null or text is not null),
    check (code is null or kind = 'illness')
) strict;

CREATE TABLE help(
    id text primary key,
    case_id text not null references help_case(id),
    on_date text not null,
    form text not null check (form in ('goods', 'labour', 'money', 'skill', 'procedure',
        'insurance', 'company')),
    what text,
    value_vnd integer check (value_vnd >= 0),
    helper_id text references person(id),
    helper text
) strict;

CREATE TABLE help_case(
    id text primary key,
    whose text not null check (whose in ('member', 'family', 'outsider')),
    person_id text references person(id),
    name text,
    hamlet text,
    found_on text not null,
    meeting_id text references meeting(id),
    situation text not null check (situation <> ''),
    closed_on text,
    result text,
    check (person_id is not null or name is not null)
) strict;

CREATE TABLE home_visit(
    id text primary key,
    cared_id text not null references cared(id),
    on_date text not null,
    volunteer_id text references person(id),
    second_id text references person(id),
    visitor text,
    state text not null check (state in ('made', 'missed')),
    minutes integer check (minutes between 0 and 1440),
    tasks text check (json_valid(tasks)),
    systolic integer check (systolic between 40 and 300),
    diastolic integer check (diastolic between 20 and 200),
    note text,
    missed_why text check (missed_why in ('ill', 'busy', 'away', 'not_home', 'other')),
    check (volunteer_id is not null or visitor is not null),
    check ((systolic is null) = (diastolic is null)),
    check (state = 'made' or (minutes is null and tasks is null and systolic is null)),
    check (state = 'missed' or missed_why is null)
) strict;

CREATE TABLE household_status(
    id text primary key,
    person_id text not null references person(id),
    year integer not null check (year between 1990 and 2200),
    status text not null check (status in ('poor', 'near_poor', 'difficult', 'none')),
    confirmed integer not null default 1 check (confirmed in (0, 1)),
    source text,
    unique (person_id, year)
) strict;

CREATE TABLE instalment(
    id text primary key,
    loan_id text not null references loan(id),
    version integer not null check (version > 0),
    number integer not null check (number >= 0),
    due_on text not null,
    principal_vnd integer not null check (principal_vnd >= 0),
    interest_vnd integer not null check (interest_vnd >= 0),
    unique (loan_id, version, number)
) strict;

CREATE TABLE involvement(
    id text primary key,
    person_id text not null references person(id),
    kind text not null check (kind in ('volunteer', 'cared_for', 'donor')),
    since text not null,
    until text,
    note text,
    check (until is null or since <= until)
) strict;

CREATE TABLE kind_return(
    id text primary key,
    loan_id text not null references loan(id),
    on_date text not null,
    quantity integer not null check (quantity > 0),
    what text,
    to_person_id text references person(id)
) strict;

CREATE TABLE lineage(
    id text primary key,
    parent_id text,
    parent_seq integer,
    reason text not null check (reason in ('new', 'restore', 'handover', 'healed')),
    at text not null
) strict;

CREATE TABLE livelihood(
    id text primary key,
    person_id text not null references person(id),
    kind text not null check (kind in ('needs_loan', 'income_activity')),
    since text not null,
    until text,
    note text
) strict;

CREATE TABLE loan(
    id text primary key,
    code text not null unique,
    person_id text not null references person(id),
    product_id text references product(id),
    state text not null check (state in ('requested', 'appraised', 'approved', 'refused',
        'withdrawn', 'running', 'closed', 'written_off')),
    requested_on text not null,
    asked_vnd integer check (asked_vnd > 0),
    purpose text,
    cosigner text,
    cosigner_id text references person(id),
    appraised_on text,
    appraised_by text,
    opinion text,
    decided_on text,
    meeting_id text references meeting(id),
    votes_for integer check (votes_for >= 0),
    votes_against integer check (votes_against >= 0),
    decision_note text,
    principal_vnd integer check (principal_vnd > 0),
    rate_bp integer check (rate_bp between 0 and 1000),
    months integer check (months between 1 and 120),
    method text check (method in ('bullet', 'flat', 'declining', 'annuity')),
    interest text check (interest in ('monthly', 'maturity', 'advance')),
    round_vnd integer check (round_vnd > 0),
    grace_months integer check (grace_months between 0 and 60),
    late_bp integer check (late_bp between 0 and 1500),
    in_kind text,
    quantity integer check (quantity > 0),
    unit text,
    value_vnd integer check (value_vnd >= 0),
    return_rule text,
    paid_out_on text,
    taken_over integer not null default 0 check (taken_over in (0, 1)),
    closed_on text,
    improved text check (improved in ('yes', 'no', 'unclear')),
    improved_on text,
    improved_note text,
    note text,
    check (state not in ('running', 'closed', 'written_off') or paid_out_on is not null),
    check ((closed_on is not null) = (state in ('closed', 'refused', 'withdrawn'))),
    check ((in_kind is null) = (quantity is null))
) strict;

CREATE TABLE loan_event(
    id text primary key,
    loan_id text not null references loan(id),
    on_date text not null,
    kind text not null check (kind in ('extended', 'rescheduled', 'interest_waived',
        'written_off')),
    amount_vnd integer check (amount_vnd >= 0),
    months integer check (months > 0),
    version integer check (version > 0),
    meeting_id text references meeting(id),
    reason text not null check (reason <> '')
) strict;

CREATE TABLE meeting(
    id text primary key,
    month text not null unique,
    planned_on text,
    held_on text,
    at_time text,
    place text,
    leader_id text references person(id),
    state text not null check (state in ('planned', 'open', 'closed', 'called_off')),
    why text,
    remarks text,
    check (state in ('planned', 'called_off') or held_on is not null)
) strict;

CREATE TABLE meeting_rule(
    id text primary key,
    from_month text not null unique,
    kind text not null check (kind in ('day', 'weekday', 'lunar')),
    number integer not null check (number between 1 and 31),
    weekday integer check (weekday between 0 and 6),
    at_time text,
    place text,
    check ((kind = 'weekday') = (weekday is not null))
) strict;

CREATE TABLE meeting_step(
    id text primary key,
    meeting_id text not null references meeting(id),
    step text not null check (step in ('attendance', 'weighing', 'collection', 'areas', 'case',
        'community', 'decisions', 'plan', 'cash', 'minutes')),
    state text not null check (state in ('begun', 'done', 'left_out')),
    note text,
    unique (meeting_id, step)
) strict;

CREATE TABLE membership(
    id text primary key,
    person_id text not null references person(id),
    joined_on text,
    left_on text,
    reason text check (reason in ('left', 'moved', 'died', 'transferred', 'paused')),
    note text,
    check ((left_on is null) = (reason is null)),
    check (joined_on is null or left_on is null or joined_on <= left_on)
) strict;

CREATE TABLE meta(
    id text primary key,
    value text not null
) strict;

CREATE TABLE need_form(
    id text primary key,
    cared_id text not null references cared(id),
    on_date text not null,
    kind text not null check (kind in ('katz', 'lawton')),
    answers text not null check (json_valid(answers)),
    score integer not null check (score between 0 and 8),
    by_whom text
) strict;

CREATE TABLE not_same(
    id text primary key,
    one_id text not null references person(id),
    other_id text not null references person(id),
    decided_on text not null,
    unique (one_id, other_id),
    check (one_id <> other_id)
) strict;

CREATE TABLE office(
    id text primary key,
    person_id text not null references person(id),
    office text not null check (office in ('chair', 'deputy', 'secretary', 'treasurer',
        'board', 'area_lead')),
    area text check (area in ('income', 'health', 'home_care', 'self_help',
        'rights', 'awareness', 'culture', 'resources')),
    since text not null,
    until text,
    decision text,
    note text,
    check ((office = 'area_lead') = (area is not null)),
    check (until is null or since <= until)
) strict;

CREATE TABLE officer(
    id text primary key,
    name text not null check (name <> ''),
    sex text check (sex in ('F', 'M')),
    person_id text,
    roles text not null check (json_valid(roles)),
    slot_key text,
    since text not null,
    until text
) strict;

CREATE TABLE outside_loan(
    id text primary key,
    person_id text not null references person(id),
    lender text not null check (lender <> ''),
    amount_vnd integer not null check (amount_vnd > 0),
    since text not null,
    due_on text,
    purpose text,
    through_club integer not null check (through_club in (0, 1)),
    closed_on text
) strict;

CREATE TABLE paired_commune(
    id text primary key,
    name text not null,
    sign_key text not null,
    age_key text not null,
    paired_on text not null,
    revoked_on text
) strict;

CREATE TABLE pairing(
    id text primary key,
    volunteer_id text not null references person(id),
    person_id text not null references person(id),
    since text not null,
    until text,
    note text,
    check (volunteer_id <> person_id),
    check (until is null or since <= until)
) strict;

CREATE TABLE person(
    id text primary key,
    code text not null unique,
    name text not null check (name <> ''),
    name_fold text not null,
    name_sort text not null,
    sex text check (sex in ('F', 'M')),
    birth text check (birth glob '[12][0-9][0-9][0-9]'
        or birth glob '[12][0-9][0-9][0-9]-[01][0-9]'
        or birth glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    cccd text,
    bhyt text,
    bhyt_until text,
    bhyt_place text,
    phone text,
    hamlet text,
    ethnic text,
    contact_name text,
    contact_phone text,
    note text
, erased_on text) strict;

CREATE TABLE photo(
    id text primary key,
    person_id text not null unique references person(id),
    picture_id text not null references picture(id),
    taken_on text
) strict;

CREATE TABLE picture(
    id text primary key,
    bytes blob not null check (length(bytes) <= 102400)
) strict;

CREATE TABLE posting(
    id text primary key,
    entry_id text not null references entry(id) deferrable initially deferred,
    on_date text not null,
    fund text not null,
    account text not null check (account in ('cash', 'bank', 'loans', 'written_off', 'capital',
        'savings', 'held', 'fees', 'interest', 'late_interest', 'gifts', 'other_income',
        'spending', 'transfer', 'opening', 'difference')),
    amount_vnd integer not null
        check (amount_vnd <> 0 and amount_vnd between -1000000000000 and 1000000000000),
    area text check (area in ('income', 'health', 'home_care', 'self_help', 'rights',
        'awareness', 'culture', 'resources')),
    person_id text references person(id),
    loan_id text references loan(id),
    source_id text references capital_source(id)
) strict;

CREATE TABLE product(
    id text primary key,
    name text not null check (name <> ''),
    most_vnd integer not null check (most_vnd > 0),
    most_months integer not null check (most_months between 1 and 120),
    rate_bp integer not null check (rate_bp between 0 and 1000),
    method text not null check (method in ('bullet', 'flat', 'declining', 'annuity')),
    interest text not null check (interest in ('monthly', 'maturity', 'advance')),
    round_vnd integer not null check (round_vnd > 0),
    grace_months integer not null default 0 check (grace_months between 0 and 60),
    late_bp integer check (late_bp between 0 and 1500),
    cosigner integer not null check (cosigner in (0, 1)),
    ladder text not null default '[]' check (json_valid(ladder)),
    in_kind integer not null check (in_kind in (0, 1)),
    since text not null,
    until text,
    note text
) strict;

CREATE TABLE proposal(
    id text primary key,
    on_date text not null,
    meeting_id text references meeting(id),
    to_whom text not null check (to_whom <> ''),
    about text not null check (about <> ''),
    answered_on text,
    outcome text check (outcome in ('accepted', 'partly', 'refused', 'none')),
    answer text,
    check ((answered_on is null) = (outcome is null))
) strict;

CREATE TABLE reading(
    id text primary key,
    person_id text not null references person(id),
    on_date text not null,
    systolic integer check (systolic between 40 and 300),
    diastolic integer check (diastolic between 20 and 200),
    pulse integer check (pulse between 20 and 250),
    weight_g integer check (weight_g between 10000 and 250000),
    height_mm integer check (height_mm between 800 and 2300),
    glucose_umol_l integer check (glucose_umol_l between 500 and 60000),
    glucose_fasting integer check (glucose_fasting in (0, 1)),
    note text,
    taken_by text,
    check ((systolic is null) = (diastolic is null)),
    check (systolic is null or systolic > diastolic)
) strict;

CREATE TABLE referral(
    id text primary key,
    person_id text not null references person(id),
    reading_id text references reading(id),
    on_date text not null,
    why text not null check (why in ('urgent', 'pressure', 'rising', 'glucose', 'weight',
        'other')),
    note text,
    printed_on text,
    went_on text,
    outcome text check (outcome in ('fine', 'treated', 'watched', 'hospital', 'not_gone')),
    advice text,
    closed_on text,
    check ((closed_on is null) = (outcome is null))
) strict;

CREATE TABLE relation(
    id text primary key,
    person_id text not null references person(id),
    other_id text not null references person(id),
    kind text not null check (kind in ('spouse', 'parent', 'child', 'sibling',
        'grandparent', 'grandchild', 'in_law', 'other')),
    together integer not null check (together in (0, 1)),
    note text,
    unique (person_id, other_id),
    check (person_id <> other_id)
) strict;

CREATE TABLE saved_list(
    id text primary key,
    name text not null unique check (name <> ''),
    filter text not null check (json_valid(filter))
) strict;

CREATE TABLE seal(
    id text primary key,
    month text not null,
    number integer not null check (number > 0),
    closed_on text not null,
    notes text not null check (json_valid(notes)),
    counted_vnd integer not null check (counted_vnd >= 0),
    bank_vnd integer not null check (bank_vnd >= 0),
    difference_vnd integer not null,
    difference_why text,
    entries integer not null check (entries >= 0),
    balances text not null check (json_valid(balances)),
    prev_sha256 text,
    sha256 text not null,
    words text not null,
    witness text,
    reopened_on text,
    reopened_why text,
    unique (month, number),
    check (difference_vnd = 0 or difference_why is not null),
    check ((reopened_on is null) = (reopened_why is null))
) strict;

CREATE TABLE secret(
    id text primary key,
    value text not null
) strict;

CREATE TABLE setting(
    id text primary key,
    value text not null
) strict;

CREATE TABLE sheet(
    id text primary key,
    meeting_id text not null references meeting(id),
    kind text not null check (kind in ('sign_in', 'weighing', 'collection', 'areas', 'minutes')),
    page integer not null check (page > 0),
    printed_on text not null,
    typed_on text,
    unique (meeting_id, kind, page)
) strict;

CREATE TABLE task(
    id text primary key,
    meeting_id text references meeting(id),
    decision_id text references decision(id),
    text text not null check (text <> ''),
    owner_id text references person(id),
    due_on text,
    given_on text not null,
    done_on text,
    result text
) strict;

CREATE TABLE team(
    id text primary key,
    name text not null check (name <> ''),
    kind text not null check (kind in ('home_care', 'economic', 'troupe', 'loan_committee',
        'livelihood', 'health', 'self_help', 'sport', 'hamlet', 'other')),
    since text not null,
    until text,
    note text,
    check (until is null or since <= until)
) strict;

CREATE TABLE team_member(
    id text primary key,
    team_id text not null references team(id),
    person_id text not null references person(id),
    part text not null check (part in ('lead', 'deputy', 'member')),
    since text not null,
    until text,
    note text,
    check (until is null or since <= until)
) strict;

CREATE TABLE theme(
    id text primary key,
    meeting_id text not null references meeting(id),
    area text not null check (area in ('income', 'health', 'home_care', 'self_help', 'rights',
        'awareness', 'culture', 'resources')),
    topic text not null check (topic <> ''),
    leader_id text references person(id)
) strict;

CREATE TABLE training(
    id text primary key,
    kind text not null check (kind in ('first', 'refresher', 'other')),
    topic text not null check (topic <> ''),
    from_on text not null,
    to_on text,
    trainer text,
    place text,
    note text,
    check (to_on is null or from_on <= to_on)
) strict;

CREATE TABLE training_person(
    id text primary key,
    training_id text not null references training(id),
    person_id text not null references person(id),
    unique (training_id, person_id)
) strict;

CREATE TABLE visit(
    id text primary key,
    kind text not null check (kind in ('exchange', 'supervision')),
    on_date text not null,
    with_whom text not null check (with_whom <> ''),
    place text,
    people integer check (people >= 0),
    content text,
    advice text,
    done text
) strict;

CREATE TABLE volunteer(
    id text primary key,
    person_id text not null references person(id),
    since text not null,
    until text,
    hamlet text,
    weekdays text not null default '[]' check (json_valid(weekdays)),
    substitute_id text references person(id),
    note text
) strict;

CREATE TRIGGER change_kept before update on change
when new.args is not null or new.salt is not null
    or (new.seq, new.at, new.clock_ok, new.lineage, new.actor, new.label, new.args_c, new.undoes,
        new.barrier, new.prev_hash, new.hash)
    is not (old.seq, old.at, old.clock_ok, old.lineage, old.actor, old.label, old.args_c,
        old.undoes, old.barrier, old.prev_hash, old.hash)
begin
    select raise(abort, 'the history is never rewritten');
end;

CREATE TRIGGER change_next before insert on change
when new.seq is not (select coalesce(max(seq), 0) + 1 from change)
begin
    select raise(abort, 'changes are numbered without gaps');
end;

CREATE TRIGGER change_row_kept before update on change_row
when new.before is not null or new.after is not null or new.salt is not null
    or (new.id, new.change_seq, new.tbl, new.row_id, new.before_c, new.after_c)
    is not (old.id, old.change_seq, old.tbl, old.row_id, old.before_c, old.after_c)
begin
    select raise(abort, 'the history is never rewritten');
end;

CREATE TRIGGER change_row_next before insert on change_row
when new.change_seq is not (select max(seq) from change)
begin
    select raise(abort, 'the history is never rewritten');
end;

CREATE TRIGGER change_row_stays before delete on change_row
begin
    select raise(abort, 'the history is never rewritten');
end;

CREATE TRIGGER change_stays before delete on change
begin
    select raise(abort, 'the history is never rewritten');
end;

CREATE TRIGGER entry_balanced before insert on entry
when (select min(on_date) from posting where entry_id = new.id) is not new.on_date
    or (select max(on_date) from posting where entry_id = new.id) is not new.on_date
    or exists (select 1 from posting where entry_id = new.id
        group by fund having sum(amount_vnd) <> 0)
begin
    select raise(abort, 'an entry has postings of its day that add up to nothing in each fund');
end;

CREATE TRIGGER entry_kept before update on entry
when (new.kind, new.year, new.number, new.on_date, new.topic, new.loan_id, new.meeting_id,
        new.reverses)
    is not (old.kind, old.year, old.number, old.on_date, old.topic, old.loan_id, old.meeting_id,
        old.reverses)
begin
    select raise(abort, 'an entry is never changed, only reversed');
end;

CREATE TRIGGER entry_new before insert on entry
when exists (select 1 from entry where id = new.id or reverses = new.reverses)
begin
    select raise(abort, 'an entry is never changed, only reversed');
end;

CREATE TRIGGER entry_next before insert on entry
when new.number is not (select coalesce(max(number), 0) + 1 from entry
    where kind = new.kind and year = new.year)
begin
    select raise(abort, 'vouchers are numbered without gaps');
end;

CREATE TRIGGER entry_sealed before insert on entry
when exists (select 1 from seal
    where month >= substr(new.on_date, 1, 7) and reopened_on is null)
begin
    select raise(abort, 'the month is closed');
end;

CREATE TRIGGER entry_stays before delete on entry
begin
    select raise(abort, 'an entry is never taken out, only reversed');
end;

CREATE TRIGGER posting_before before insert on posting
when exists (select 1 from entry where id = new.entry_id)
begin
    select raise(abort, 'an entry that is written takes no more postings');
end;

CREATE TRIGGER posting_kept before update on posting
when (new.entry_id, new.on_date, new.fund, new.account, new.amount_vnd, new.area, new.loan_id,
        new.source_id)
    is not (old.entry_id, old.on_date, old.fund, old.account, old.amount_vnd, old.area,
        old.loan_id, old.source_id)
begin
    select raise(abort, 'a posting is never changed, only reversed');
end;

CREATE TRIGGER posting_stays before delete on posting
begin
    select raise(abort, 'a posting is never taken out, only reversed');
end;

CREATE TRIGGER seal_kept before update on seal
when old.reopened_on is not null
    or (new.month, new.number, new.closed_on, new.notes, new.counted_vnd, new.bank_vnd,
        new.difference_vnd, new.entries, new.balances, new.prev_sha256, new.sha256, new.words)
    is not (old.month, old.number, old.closed_on, old.notes, old.counted_vnd, old.bank_vnd,
        old.difference_vnd, old.entries, old.balances, old.prev_sha256, old.sha256, old.words)
begin
    select raise(abort, 'a seal is never changed, only opened again');
end;

CREATE TRIGGER seal_new before insert on seal
when exists (select 1 from seal where id = new.id or month = new.month
    and (number = new.number or reopened_on is null))
begin
    select raise(abort, 'a seal is never changed, only opened again');
end;

CREATE TRIGGER seal_stays before delete on seal
begin
    select raise(abort, 'a seal is never taken out, only opened again');
end;

