-- One randomisation. Only `seal` is published before it is unsealed; salt and list stay here.
create table trial (
  id text primary key,
  advice text not null,
  version text not null,
  unit text not null check (unit in ('practitioner', 'week', 'practice')),
  -- json, not jsonb: the canonical text is kept as it was sealed
  plan json not null,
  seal text not null,
  salt text not null,
  sealed_at timestamptz not null,
  unsealed_at timestamptz
);

create table allocation_list (
  trial text not null references trial (id),
  stratum text not null,
  position integer not null check (position >= 1),
  arm text not null check (arm in ('advice', 'usual')),
  primary key (trial, stratum, position)
);

-- Who was given which place on the list. The intention-to-treat set: rows are added, never changed or taken away.
create table allocation (
  trial text not null references trial (id),
  unit text not null,
  stratum text not null,
  position integer not null,
  arm text not null check (arm in ('advice', 'usual')),
  assigned_at timestamptz not null,
  primary key (trial, unit),
  unique (trial, stratum, position),
  foreign key (trial, stratum, position) references allocation_list (trial, stratum, position)
);

create trigger allocation_list_is_fixed before update or delete or truncate on allocation_list
  for each statement execute function refuse_change();
create trigger allocation_is_fixed before update or delete or truncate on allocation
  for each statement execute function refuse_change();
