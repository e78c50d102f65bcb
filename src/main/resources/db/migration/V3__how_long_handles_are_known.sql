-- Since when a handle is known, so that one nobody uses any more can go. Null until the first pruning sees it.
alter table key_handle add column known_since timestamp with time zone;
