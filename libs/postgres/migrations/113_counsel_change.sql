-- Another counsel on the day of a hearing. `counsel`: of an accused, the seat of counsel, where that is known; `relieved_by`: of
-- counsel, the accused who have another one instead. Who opens a sealed consultation is said by its booking alone.
ALTER TABLE attendee ADD COLUMN counsel integer CHECK (counsel BETWEEN 0 AND 63),
  ADD COLUMN relieved_by integer[] NOT NULL DEFAULT '{}';
UPDATE attendee AS accused SET counsel = counsel.seat
  FROM booking JOIN attendee AS counsel
    ON counsel.hearing = booking.hearing AND counsel.attorney = booking.attorney AND counsel.role = 'counsel'
  WHERE booking.hearing = accused.hearing AND booking.seat = accused.seat AND booking.part = 'hearing'
    AND booking.state IN ('confirmed', 'admitted', 'in-session');
