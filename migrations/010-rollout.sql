-- How far each version of an advice has come. What led there is in the ledger; this row is its present state.
create table rollout (
  advice text not null,
  version text not null,
  digest text not null,
  cycle text not null,
  author text not null,
  state text not null
    check (state in ('draft', 'reviewed', 'shadow', 'canary', 'randomised', 'everyone', 'retired')),
  is_stopped boolean not null default false,
  canary_practitioners text[] not null default '{}',
  canary_practice text,
  trial text,
  changed_at timestamptz not null,
  primary key (advice, version)
);

-- At most one version of an advice is on its way at a time.
create unique index rollout_one_live on rollout (advice) where state in ('shadow', 'canary', 'randomised', 'everyone');

-- Counts per advice and care day: how often it was asked, fired, shown, and failed. No person in it.
create table advice_day (
  advice text not null,
  version text not null,
  happened_on date not null,
  evaluated integer not null default 0,
  fired integer not null default 0,
  shown integer not null default 0,
  late integer not null default 0,
  failed integer not null default 0,
  primary key (advice, version, happened_on)
);
