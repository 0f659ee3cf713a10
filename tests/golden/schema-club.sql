CREATE INDEX activity_date on activity(on_date);

CREATE INDEX activity_meeting on activity(meeting_id);

CREATE INDEX attendance_person on attendance(person_id);

CREATE INDEX change_barrier on change(seq) where barrier;

CREATE INDEX change_row_change on change_row(change_seq);

CREATE INDEX change_row_row on change_row(tbl, row_id);

CREATE INDEX circumstance_person on circumstance(person_id);

CREATE INDEX consent_paper_person on consent_paper(person_id);

CREATE INDEX consent_person on consent(person_id);

CREATE INDEX data_request_person on data_request(person_id);

CREATE INDEX fee_person on fee(person_id);

CREATE INDEX feedback_person on feedback(person_id);

CREATE INDEX follow_up_person on follow_up(person_id);

CREATE INDEX guest_meeting on guest(meeting_id);

CREATE INDEX help_case_id on help(case_id);

CREATE INDEX help_case_meeting on help_case(meeting_id);

CREATE INDEX help_case_person on help_case(person_id);

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

CREATE INDEX involvement_person on involvement(person_id);

CREATE INDEX meeting_held on meeting(held_on);

CREATE INDEX membership_person on membership(person_id);

CREATE INDEX not_same_other on not_same(other_id);

CREATE INDEX office_person on office(person_id);

CREATE INDEX pairing_person on pairing(person_id);

CREATE INDEX pairing_volunteer on pairing(volunteer_id);

CREATE INDEX person_name_sort on person(name_sort);

CREATE INDEX proposal_date on proposal(on_date);

CREATE INDEX reading_date on reading(on_date);

CREATE INDEX reading_person on reading(person_id, on_date);

CREATE INDEX relation_other on relation(other_id);

CREATE INDEX task_meeting on task(meeting_id);

CREATE INDEX task_open on task(due_on) where done_on is null;

CREATE INDEX team_member_person on team_member(person_id);

CREATE INDEX team_member_team on team_member(team_id);

CREATE INDEX theme_meeting on theme(meeting_id);

CREATE INDEX training_person_person on training_person(person_id);

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

CREATE TABLE guest(
    id text primary key,
    meeting_id text not null references meeting(id),
    name text not null check (name <> ''),
    from_where text
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

CREATE TABLE household_status(
    id text primary key,
    person_id text not null references person(id),
    year integer not null check (year between 1990 and 2200),
    status text not null check (status in ('poor', 'near_poor', 'difficult', 'none')),
    confirmed integer not null default 1 check (confirmed in (0, 1)),
    source text,
    unique (person_id, year)
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

CREATE TABLE lineage(
    id text primary key,
    parent_id text,
    parent_seq integer,
    reason text not null check (reason in ('new', 'restore', 'handover', 'healed')),
    at text not null
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

