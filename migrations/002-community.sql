-- Who: accounts, sessions, approvals, and who looked at whom. Every change to these is a ledger entry as well.
create table account (
  id               text        primary key,
  name             text        not null, -- as shown
  sign_in_name     text        not null constraint account_name_taken unique, -- as compared: NFKC, lower case
  password_hash    text        not null, -- scrypt with its parameters and salt
  roles            text[]      not null,
  practices        text[]      not null, -- FHIR Organization ids
  is_disabled      boolean     not null default false,
  failed_sign_ins  int         not null default 0, -- since the last one that succeeded
  refused_until    timestamptz,
  created_at       timestamptz not null
);

-- Tokens are kept only as SHA-256: who reads this table cannot sign in with it.
create table account_session (
  token_hash  text        primary key,
  account_id  text        not null references account,
  created_at  timestamptz not null,
  seen_at     timestamptz not null,
  ends_at     timestamptz not null
);

create index account_session_account on account_session (account_id);

create table setup_token (
  token_hash  text        primary key,
  ends_at     timestamptz not null
);

create table approval (
  subject   text        not null,
  version   text        not null,
  actor     text        not null,
  role      text        not null,
  saved_at  timestamptz not null,
  primary key (subject, version, actor)
);

-- Which people a read was about, by keyed hash; the read itself is the ledger entry with this seq.
create table audit_person (
  person_key  text   not null,
  seq         bigint not null references ledger_entry,
  primary key (person_key, seq)
);

create trigger audit_person_append_only before update or delete or truncate on audit_person
  for each statement execute function refuse_change();
