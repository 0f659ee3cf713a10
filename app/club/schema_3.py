"""The meetings of the club, what was done at them, and the activities of the eight areas."""

SQL = """
create table meeting_rule(
    id text primary key,
    from_month text not null unique,
    kind text not null check (kind in ('day', 'weekday', 'lunar')),
    number integer not null check (number between 1 and 31),
    weekday integer check (weekday between 0 and 6),
    at_time text,
    place text,
    check ((kind = 'weekday') = (weekday is not null))
) strict;

create table meeting(
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
create index meeting_held on meeting(held_on);

create table meeting_step(
    id text primary key,
    meeting_id text not null references meeting(id),
    step text not null check (step in ('attendance', 'weighing', 'collection', 'areas', 'case',
        'community', 'decisions', 'plan', 'cash', 'minutes')),
    state text not null check (state in ('begun', 'done', 'left_out')),
    note text,
    unique (meeting_id, step)
) strict;

create table attendance(
    id text primary key,
    meeting_id text not null references meeting(id),
    person_id text not null references person(id),
    present integer not null check (present in (0, 1)),
    reason text check (reason in ('ill', 'busy', 'away', 'other')),
    note text,
    unique (meeting_id, person_id),
    check (present = 0 or reason is null)
) strict;
create index attendance_person on attendance(person_id);

create table guest(
    id text primary key,
    meeting_id text not null references meeting(id),
    name text not null check (name <> ''),
    from_where text
) strict;
create index guest_meeting on guest(meeting_id);

create table theme(
    id text primary key,
    meeting_id text not null references meeting(id),
    area text not null check (area in ('income', 'health', 'home_care', 'self_help', 'rights',
        'awareness', 'culture', 'resources')),
    topic text not null check (topic <> ''),
    leader_id text references person(id)
) strict;
create index theme_meeting on theme(meeting_id);

create table decision(
    id text primary key,
    meeting_id text not null references meeting(id),
    number integer not null check (number > 0),
    text text not null check (text <> ''),
    unique (meeting_id, number)
) strict;

create table task(
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
create index task_open on task(due_on) where done_on is null;
create index task_meeting on task(meeting_id);

create table fee(
    id text primary key,
    meeting_id text not null references meeting(id),
    person_id text not null references person(id),
    amount_vnd integer not null check (amount_vnd >= 0),
    unique (meeting_id, person_id)
) strict;
create index fee_person on fee(person_id);

create table cash_count(
    id text primary key,
    meeting_id text not null unique references meeting(id),
    notes text not null check (json_valid(notes)),
    total_vnd integer not null check (total_vnd >= 0),
    counted_by text,
    witness text,
    remark text
) strict;

create table sheet(
    id text primary key,
    meeting_id text not null references meeting(id),
    kind text not null check (kind in ('sign_in', 'weighing', 'collection', 'areas', 'minutes')),
    page integer not null check (page > 0),
    printed_on text not null,
    typed_on text,
    unique (meeting_id, kind, page)
) strict;

create table activity(
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
create index activity_date on activity(on_date);
create index activity_meeting on activity(meeting_id);

create table exercise_week(
    id text primary key,
    monday text not null unique,
    sessions integer not null check (sessions between 0 and 21),
    people integer check (people >= 0),
    what text
) strict;

create table help_case(
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
create index help_case_person on help_case(person_id);
create index help_case_meeting on help_case(meeting_id);

create table help(
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
create index help_case_id on help(case_id);

create table proposal(
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
create index proposal_date on proposal(on_date);
"""
