-- An entry gets its number in its chain when it is about to be sent, not when it is written: whoever writes one waits for
-- nobody. `seq` is null until then; the number is committed before the entry is sent, so that it is sent again as it was.

ALTER TABLE outbox
  ALTER seq DROP NOT NULL,
  DROP CONSTRAINT outbox_chain_fkey;
