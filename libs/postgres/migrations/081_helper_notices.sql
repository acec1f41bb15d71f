-- The language of letters to an account; an attorney's stands in the register.
ALTER TABLE person ADD language text NOT NULL DEFAULT 'ru' CHECK (language IN ('kk', 'ru', 'en'));

-- A reminder goes to each who takes part, once.
DROP INDEX notice_reminder;
CREATE UNIQUE INDEX notice_reminder ON notice (booking, sequence, person) WHERE kind = 'reminder';
