"""Money: the ledger of the club's funds, their closing, and the loans out of the income fund.

An entry is one voucher; its postings add up to nothing in each fund (debit above zero, credit
below). They are inserted before it, and with it the voucher is complete. What was posted stays: the
triggers let through only what merging and erasing people need.
"""

SQL = """
create table fund(
    id text primary key,
    name text not null check (name <> ''),
    purpose text,
    since text not null,
    until text
) strict;

create table capital_source(
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

create table product(
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

create table loan(
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
create index loan_person on loan(person_id);
create index loan_open on loan(state) where closed_on is null;

create table instalment(
    id text primary key,
    loan_id text not null references loan(id),
    version integer not null check (version > 0),
    number integer not null check (number >= 0),
    due_on text not null,
    principal_vnd integer not null check (principal_vnd >= 0),
    interest_vnd integer not null check (interest_vnd >= 0),
    unique (loan_id, version, number)
) strict;

create table loan_event(
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
create index loan_event_loan on loan_event(loan_id, on_date);

create table kind_return(
    id text primary key,
    loan_id text not null references loan(id),
    on_date text not null,
    quantity integer not null check (quantity > 0),
    what text,
    to_person_id text references person(id)
) strict;
create index kind_return_loan on kind_return(loan_id);

create table outside_loan(
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
create index outside_loan_person on outside_loan(person_id);

create table livelihood(
    id text primary key,
    person_id text not null references person(id),
    kind text not null check (kind in ('needs_loan', 'income_activity')),
    since text not null,
    until text,
    note text
) strict;
create index livelihood_person on livelihood(person_id);

create table entry(
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
create index entry_date on entry(on_date);
create index entry_meeting on entry(meeting_id);
create index entry_loan on entry(loan_id);
create index entry_person on entry(person_id);

create table posting(
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
create index posting_entry on posting(entry_id);
create index posting_balance on posting(fund, account, on_date, amount_vnd);
create index posting_loan on posting(loan_id, account, on_date, amount_vnd)
    where loan_id is not null;
create index posting_person on posting(person_id) where person_id is not null;

create table seal(
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
create unique index seal_standing on seal(month) where reopened_on is null;

create table approval(
    id text primary key,
    what text not null check (what in ('disbursement', 'write_off', 'closing', 'reopening')),
    loan_id text references loan(id),
    seal_id text references seal(id),
    officer_id text not null references officer(id),
    at text not null,
    sha256 text not null,
    check ((loan_id is null) <> (seal_id is null))
) strict;

create table gift(
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
create index gift_date on gift(on_date);

create table budget(
    id text primary key,
    year integer not null check (year between 1990 and 2200),
    area text not null check (area in ('income', 'health', 'home_care', 'self_help', 'rights',
        'awareness', 'culture', 'resources', 'running')),
    amount_vnd integer not null check (amount_vnd >= 0),
    note text,
    unique (year, area)
) strict;

create table collected(
    id text primary key,
    meeting_id text not null references meeting(id),
    person_id text not null references person(id),
    loan_id text references loan(id),
    what text not null check (what in ('savings', 'interest', 'late_interest', 'principal',
        'held')),
    amount_vnd integer not null check (amount_vnd > 0)
) strict;
create index collected_meeting on collected(meeting_id, person_id);

create trigger entry_stays before delete on entry
begin
    select raise(abort, 'an entry is never taken out, only reversed');
end;

create trigger entry_kept before update on entry
when (new.kind, new.year, new.number, new.on_date, new.topic, new.loan_id, new.meeting_id,
        new.reverses)
    is not (old.kind, old.year, old.number, old.on_date, old.topic, old.loan_id, old.meeting_id,
        old.reverses)
begin
    select raise(abort, 'an entry is never changed, only reversed');
end;

create trigger entry_sealed before insert on entry
when exists (select 1 from seal
    where month >= substr(new.on_date, 1, 7) and reopened_on is null)
begin
    select raise(abort, 'the month is closed');
end;

create trigger entry_next before insert on entry
when new.number is not (select coalesce(max(number), 0) + 1 from entry
    where kind = new.kind and year = new.year)
begin
    select raise(abort, 'vouchers are numbered without gaps');
end;

create trigger posting_stays before delete on posting
begin
    select raise(abort, 'a posting is never taken out, only reversed');
end;

create trigger posting_kept before update on posting
when (new.entry_id, new.on_date, new.fund, new.account, new.amount_vnd, new.area, new.loan_id,
        new.source_id)
    is not (old.entry_id, old.on_date, old.fund, old.account, old.amount_vnd, old.area,
        old.loan_id, old.source_id)
begin
    select raise(abort, 'a posting is never changed, only reversed');
end;

create trigger posting_before before insert on posting
when exists (select 1 from entry where id = new.entry_id)
begin
    select raise(abort, 'an entry that is written takes no more postings');
end;

-- `insert or replace` would take a row out past the trigger above.
create trigger entry_new before insert on entry
when exists (select 1 from entry where id = new.id or reverses = new.reverses)
begin
    select raise(abort, 'an entry is never changed, only reversed');
end;

create trigger entry_balanced before insert on entry
when (select min(on_date) from posting where entry_id = new.id) is not new.on_date
    or (select max(on_date) from posting where entry_id = new.id) is not new.on_date
    or exists (select 1 from posting where entry_id = new.id
        group by fund having sum(amount_vnd) <> 0)
begin
    select raise(abort, 'an entry has postings of its day that add up to nothing in each fund');
end;

create trigger seal_new before insert on seal
when exists (select 1 from seal where id = new.id or month = new.month
    and (number = new.number or reopened_on is null))
begin
    select raise(abort, 'a seal is never changed, only opened again');
end;

create trigger seal_stays before delete on seal
begin
    select raise(abort, 'a seal is never taken out, only opened again');
end;

create trigger seal_kept before update on seal
when old.reopened_on is not null
    or (new.month, new.number, new.closed_on, new.notes, new.counted_vnd, new.bank_vnd,
        new.difference_vnd, new.entries, new.balances, new.prev_sha256, new.sha256, new.words)
    is not (old.month, old.number, old.closed_on, old.notes, old.counted_vnd, old.bank_vnd,
        old.difference_vnd, old.entries, old.balances, old.prev_sha256, old.sha256, old.words)
begin
    select raise(abort, 'a seal is never changed, only opened again');
end;
"""
