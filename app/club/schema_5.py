"""Health through the year, and home care by volunteers."""

SQL = """
create table check_up(
    id text primary key,
    person_id text not null references person(id),
    on_date text not null,
    place text,
    by_whom text,
    findings text,
    advice text,
    next_on text
) strict;
create index check_up_person on check_up(person_id, on_date);
create index check_up_date on check_up(on_date);

create table health_fact(
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
create index health_fact_person on health_fact(person_id);

create table referral(
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
create index referral_person on referral(person_id, on_date);
create index referral_open on referral(on_date) where closed_on is null;

create table book_print(
    id text primary key,
    person_id text not null references person(id),
    printed_on text not null,
    how text not null check (how in ('whole', 'lines', 'fresh')),
    year integer not null check (year between 1990 and 2200),
    last_on text
) strict;
create index book_print_person on book_print(person_id, printed_on);

create table volunteer(
    id text primary key,
    person_id text not null references person(id),
    since text not null,
    until text,
    hamlet text,
    weekdays text not null default '[]' check (json_valid(weekdays)),
    substitute_id text references person(id),
    note text
) strict;
create index volunteer_person on volunteer(person_id);

create table cared(
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
create index cared_person on cared(person_id);

create table need_form(
    id text primary key,
    cared_id text not null references cared(id),
    on_date text not null,
    kind text not null check (kind in ('katz', 'lawton')),
    answers text not null check (json_valid(answers)),
    score integer not null check (score between 0 and 8),
    by_whom text
) strict;
create index need_form_cared on need_form(cared_id, on_date);

create table care_plan(
    id text primary key,
    cared_id text not null references cared(id),
    since text not null,
    until text,
    review_on text,
    needs text,
    note text
) strict;
create index care_plan_cared on care_plan(cared_id);

create table care_round(
    id text primary key,
    plan_id text not null references care_plan(id),
    weekday integer not null check (weekday between 0 and 6),
    volunteer_id text references person(id),
    second_id text references person(id),
    tasks text not null check (json_valid(tasks)),
    at_time text
) strict;
create index care_round_plan on care_round(plan_id);
create index care_round_volunteer on care_round(volunteer_id);

create table home_visit(
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
create index home_visit_cared on home_visit(cared_id, on_date);
create index home_visit_volunteer on home_visit(volunteer_id, on_date);
create index home_visit_date on home_visit(on_date);

create table care_report(
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
create index care_report_cared on care_report(cared_id, on_date);
create index care_report_open on care_report(on_date) where closed_on is null;

create table care_break(
    id text primary key,
    cared_id text not null references cared(id),
    kind text not null check (kind in ('hospital', 'family', 'away')),
    from_on text not null,
    until text,
    note text,
    check (until is null or until >= from_on)
) strict;
create index care_break_cared on care_break(cared_id);
"""
