import type { MovementSlip } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { Slip } from './Slip.js';

interface PrintedSlipsProps {
  slips: readonly MovementSlip[];
  zone: string;
  onClose: () => void;
}

/** Slips as they are printed: nothing else is on the sheets, and none is cut in two. */
export function PrintedSlips({ slips, zone, onClose }: PrintedSlipsProps) {
  const one = slips.length === 1;
  return (
    <Dialog title={one ? m.slip_title() : m.slips_title()} onClose={onClose}>
      <Button kind="main" onPress={() => print()}>
        {one ? m.print_slip() : m.slips_print({ count: slips.length })}
      </Button>
      {slips.map((slip) => (
        <Slip key={slip.code} slip={slip} zone={zone} />
      ))}
    </Dialog>
  );
}
