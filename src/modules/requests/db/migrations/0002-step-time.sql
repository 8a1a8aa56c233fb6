-- Updates of a period, for Open311 clients that poll.
create index step_time on requests.step (at) where shown;
