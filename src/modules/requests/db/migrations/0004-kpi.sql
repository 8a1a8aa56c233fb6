-- What the indicators need and a request's present state forgets: how it ended (archiving hides it) and when it was
-- first closed (reopening clears closed_at).
alter table requests.request add column ended_as text, add column first_closed_at timestamptz;

create function requests.remember_ending() returns trigger language plpgsql as $$
begin
  if new.state <> 'archived' then
    new.ended_as := case when new.state in ('closed', 'answered', 'rejected', 'withdrawn', 'terminated') then new.state end;
  end if;
  if new.state in ('closed', 'answered') then
    new.first_closed_at := coalesce(new.first_closed_at, new.closed_at);
  end if;
  return new;
end $$;
create trigger remember_ending before insert or update of state, closed_at on requests.request
  for each row execute function requests.remember_ending();

update requests.request set state = state where state <> 'archived' and closed_at is not null or reopened_count > 0;
-- Archived and reopened ones: their history knows.
update requests.request as request set ended_as = step.from_state
  from requests.step as step
  where request.state = 'archived' and step.request_id = request.id and step.action = 'archive';
update requests.request as request set first_closed_at = first.at
  from (select request_id, min(at) as at from requests.step where to_state in ('closed', 'answered') and from_state <> to_state group by request_id) as first
  where first.request_id = request.id;

-- The days on which an indicator counts a case; each is read day by day.
create index request_original_due on requests.request (original_due_at) where original_due_at is not null;
create index request_sign_due on requests.request (sign_due_at) where sign_due_at is not null;
create index request_dispatched on requests.request (dispatched_at) where dispatched_at is not null;
create index request_first_closed on requests.request (first_closed_at) where first_closed_at is not null;
create index request_open_due on requests.request (due_at) where closed_at is null;
create index rating_time on requests.rating (at);
create index bad_rating_due on requests.bad_rating (due_at) where due_at is not null;

-- Sealed days: what the indicators counted on each. `counts` follows the order of the table of indicators; `edition`
-- names that table and the calendar, so that a day sealed by another edition is counted afresh.
create table requests.kpi_day (
  day date not null,
  edition text not null,
  by_what text not null,
  key text not null,
  counts integer[] not null,
  primary key (day, edition, by_what, key)
);

-- Days whose cases changed after sealing. Written in the same transaction as the change, only ever added to (one row
-- per day would make submissions wait for each other), and emptied when the day is sealed again.
create table requests.kpi_touched (day date not null);
create index kpi_touched_day on requests.kpi_touched (day);

create function requests.kpi_days(request requests.request) returns setof date language sql stable as $$
  select (moment at time zone 'Asia/Shanghai')::date
  from (
    select unnest(array[request.received_at, request.dispatched_at, request.sign_due_at, request.due_at,
      request.original_due_at, request.closed_at, request.first_closed_at])
    union all select at from requests.rating where request_id = request.id
    union all select due_at from requests.bad_rating where request_id = request.id
  ) as counted(moment)
  where moment is not null
$$;

create function requests.touch_added_request() returns trigger language plpgsql as $$
begin
  insert into requests.kpi_touched select distinct day from added, requests.kpi_days(added) as day;
  return null;
end $$;
create trigger touch_added_request after insert on requests.request
  referencing new table as added for each statement execute function requests.touch_added_request();

create function requests.touch_moved_request() returns trigger language plpgsql as $$
begin
  insert into requests.kpi_touched
    select distinct day from (
      select requests.kpi_days(before) from before
      union all select requests.kpi_days(after) from after
    ) as moved(day);
  return null;
end $$;
create trigger touch_moved_request after update on requests.request
  referencing old table as before new table as after for each statement execute function requests.touch_moved_request();

create function requests.touch_rated_request() returns trigger language plpgsql as $$
begin
  insert into requests.kpi_touched
    select distinct day from added join requests.request as request on request.id = added.request_id, requests.kpi_days(request) as day;
  return null;
end $$;
create trigger touch_rated after insert on requests.rating
  referencing new table as added for each statement execute function requests.touch_rated_request();
create trigger touch_rated_badly after insert on requests.bad_rating
  referencing new table as added for each statement execute function requests.touch_rated_request();
create trigger touch_rectified after update on requests.bad_rating
  referencing new table as added for each statement execute function requests.touch_rated_request();
