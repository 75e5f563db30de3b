-- The ledger: append-only and hash-chained. The hash of an entry is SHA-256 over the canonical JSON (RFC 8785) of its
-- other fields, the previous hash among them, so that no entry can be edited, dropped, added or moved unnoticed.
create table ledger_entry (
  seq           bigint         primary key check (seq > 0),
  saved_at      timestamptz(3) not null,
  kind          text           not null,
  subject       text           not null,
  actor         text           not null,
  body          json           not null, -- json, not jsonb: the canonical text is kept as it was hashed
  previous_hash text           not null unique,
  hash          text           not null unique
);

create index ledger_entry_kind on ledger_entry (kind text_pattern_ops, seq);
create index ledger_entry_subject on ledger_entry (subject, seq);

-- For any table that only grows: `before update or delete or truncate … execute function refuse_change()`.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'RL001';
end $$;

create trigger ledger_entry_append_only before update or delete or truncate on ledger_entry
  for each statement execute function refuse_change();

-- An entry must continue the chain at its end, whoever writes it.
create function ledger_continue_chain() returns trigger language plpgsql as $$
declare
  last record;
begin
  select seq, hash into last from ledger_entry order by seq desc limit 1;
  if new.seq <> coalesce(last.seq, 0) + 1
    or new.previous_hash <> coalesce(last.hash, 'sha256:' || repeat('0', 64)) then
    raise exception 'an entry must continue the chain at its end' using errcode = 'RL002';
  end if;
  return new;
end $$;

create trigger ledger_entry_continues before insert on ledger_entry
  for each row execute function ledger_continue_chain();

-- Appends a batch. One lock lets one transaction append at a time, until it commits: seq has no gaps and the chain no
-- forks. What is hashed is start || previous hash || middle || seq || finish: the caller's canonical JSON, cut where the
-- two values only this function knows belong.
create function ledger_append(
  starts text[], middles text[], finishes text[],
  saved_ats timestamptz[], kinds text[], subjects text[], actors text[], bodies text[]
) returns table (seq bigint, previous_hash text, hash text) language plpgsql as $$
begin
  perform pg_advisory_xact_lock(7236844101); -- any number, as long as it is only this lock's
  select e.seq, e.hash into seq, hash from ledger_entry e order by e.seq desc limit 1;
  seq := coalesce(seq, 0);
  hash := coalesce(hash, 'sha256:' || repeat('0', 64));
  for i in 1 .. cardinality(kinds) loop
    seq := seq + 1;
    previous_hash := hash;
    hash := 'sha256:' || encode(
      sha256(convert_to(starts[i] || previous_hash || middles[i] || seq || finishes[i], 'UTF8')), 'hex');
    insert into ledger_entry
      values (seq, saved_ats[i], kinds[i], subjects[i], actors[i], bodies[i]::json, previous_hash, hash);
    return next;
  end loop;
end $$;
