"""Who is what to the club and since when, the board and its work, consent on paper."""

SQL = """
alter table person add column erased_on text;

create table involvement(
    id text primary key,
    person_id text not null references person(id),
    kind text not null check (kind in ('volunteer', 'cared_for', 'donor')),
    since text not null,
    until text,
    note text,
    check (until is null or since <= until)
) strict;
create index involvement_person on involvement(person_id);

create table circumstance(
    id text primary key,
    person_id text not null references person(id),
    kind text not null check (kind in ('lives_alone', 'disability', 'severe_disability',
        'very_severe_disability', 'ethnic_minority', 'frail', 'represented')),
    since text not null,
    until text,
    note text,
    check (until is null or since <= until)
) strict;
create index circumstance_person on circumstance(person_id);

create table relation(
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
create index relation_other on relation(other_id);

create table not_same(
    id text primary key,
    one_id text not null references person(id),
    other_id text not null references person(id),
    decided_on text not null,
    unique (one_id, other_id),
    check (one_id <> other_id)
) strict;
create index not_same_other on not_same(other_id);

create table picture(
    id text primary key,
    bytes blob not null check (length(bytes) <= 102400)
) strict;

create table photo(
    id text primary key,
    person_id text not null unique references person(id),
    picture_id text not null references picture(id),
    taken_on text
) strict;

create table follow_up(
    id text primary key,
    person_id text not null references person(id),
    text text not null check (text <> ''),
    due_on text not null,
    written_on text not null,
    done_on text,
    result text
) strict;
create index follow_up_person on follow_up(person_id);

create table saved_list(
    id text primary key,
    name text not null unique check (name <> ''),
    filter text not null check (json_valid(filter))
) strict;

alter table club add column decision text;
alter table club add column decided_on text;
alter table club add column decided_by text;
alter table club add column old_commune text;
alter table club add column meeting_day text;
alter table club add column meeting_place text;
alter table club add column regulation text;
alter table club add column regulation_on text;

create table office(
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
create index office_person on office(person_id);

create table team(
    id text primary key,
    name text not null check (name <> ''),
    kind text not null check (kind in ('home_care', 'economic', 'troupe', 'loan_committee',
        'livelihood', 'health', 'self_help', 'sport', 'hamlet', 'other')),
    since text not null,
    until text,
    note text,
    check (until is null or since <= until)
) strict;

create table team_member(
    id text primary key,
    team_id text not null references team(id),
    person_id text not null references person(id),
    part text not null check (part in ('lead', 'deputy', 'member')),
    since text not null,
    until text,
    note text,
    check (until is null or since <= until)
) strict;
create index team_member_team on team_member(team_id);
create index team_member_person on team_member(person_id);

create table pairing(
    id text primary key,
    volunteer_id text not null references person(id),
    person_id text not null references person(id),
    since text not null,
    until text,
    note text,
    check (volunteer_id <> person_id),
    check (until is null or since <= until)
) strict;
create index pairing_volunteer on pairing(volunteer_id);
create index pairing_person on pairing(person_id);

create table equipment(
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

create table training(
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

create table training_person(
    id text primary key,
    training_id text not null references training(id),
    person_id text not null references person(id),
    unique (training_id, person_id)
) strict;
create index training_person_person on training_person(person_id);

create table visit(
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

create table feedback(
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
create index feedback_person on feedback(person_id);

create table consent_paper(
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
create index consent_paper_person on consent_paper(person_id);
alter table consent add column paper_id text references consent_paper(id);
alter table consent add column receiver text;

create table data_request(
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
create index data_request_person on data_request(person_id);

create table erasure(
    id text primary key,
    person_id text not null references person(id),
    erased_on text not null,
    reason text not null
) strict;
"""
