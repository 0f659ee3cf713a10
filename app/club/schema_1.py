"""The first schema of a club's file: people, membership, consent, readings, exports."""

SQL = """
create table club(
    id text primary key,
    name text not null check (name <> ''),
    commune text not null,
    province text not null,
    hamlet text,
    code text,
    founded_on text
) strict;

create table person(
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
) strict;
create index person_name_sort on person(name_sort);

create table membership(
    id text primary key,
    person_id text not null references person(id),
    joined_on text,
    left_on text,
    reason text check (reason in ('left', 'moved', 'died', 'transferred', 'paused')),
    note text,
    check ((left_on is null) = (reason is null)),
    check (joined_on is null or left_on is null or joined_on <= left_on)
) strict;
create index membership_person on membership(person_id);

create table household_status(
    id text primary key,
    person_id text not null references person(id),
    year integer not null check (year between 1990 and 2200),
    status text not null check (status in ('poor', 'near_poor', 'difficult', 'none')),
    confirmed integer not null default 1 check (confirmed in (0, 1)),
    source text,
    unique (person_id, year)
) strict;

create table consent(
    id text primary key,
    person_id text not null references person(id),
    purpose text not null check (purpose in ('C1', 'C2', 'C3', 'C4', 'C5')),
    given_on text not null,
    withdrawn_on text,
    paper text
) strict;
create index consent_person on consent(person_id);

create table reading(
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
create index reading_person on reading(person_id, on_date);
create index reading_date on reading(on_date);

create table paired_commune(
    id text primary key,
    name text not null,
    sign_key text not null,
    age_key text not null,
    paired_on text not null,
    revoked_on text
) strict;

create table export(
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
"""
