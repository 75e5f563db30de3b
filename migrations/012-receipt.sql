-- One row for every evaluation that fired, shown or not, and for every delivery of team feedback.
create table receipt (
  card uuid primary key,
  suggestions uuid[] not null default '{}',
  -- the call it answers: for a card the service and its hookInstance, for feedback the practice, measure and period
  service text not null,
  occasion text not null,
  advice text not null,
  advice_version text not null,
  definition text not null,
  channel text not null check (channel in ('cds-card', 'team-feedback')),
  state text not null,
  arm text check (arm in ('advice', 'usual')),
  trial text,
  unit text,
  is_shown boolean not null,
  withheld_because text,
  patient text,
  recipient text not null,
  practice text,
  inputs text not null,
  happened_on date not null,
  saved_at timestamptz not null,
  is_simulated boolean not null,
  batch bigint,
  unique (service, occasion)
);
create index receipt_by_patient on receipt (advice, patient, happened_on);
create index receipt_by_advice on receipt (advice, saved_at);
create index receipt_unsealed on receipt (saved_at) where batch is null;

-- What clients told us about a card, or what a team did with a message. One row for each distinct message received.
create table receipt_event (
  key text primary key,
  card text not null,
  service text not null,
  is_matched boolean not null,
  outcome text not null check (outcome in ('accepted', 'overridden', 'opened', 'list-viewed', 'plan-made')),
  suggestions text[] not null default '{}',
  reason_system text,
  reason_code text,
  comment text,
  outcome_at timestamptz not null,
  saved_at timestamptz not null,
  times_received integer not null default 1
);
create index receipt_event_by_card on receipt_event (card);
