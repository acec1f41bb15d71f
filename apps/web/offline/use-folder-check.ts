import type { VerifyStep } from '#ledger';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChosenFolder } from './chosen-folder.js';
import { checkFolder, type CheckedFolder } from './check-folder.js';

/** A check of the folder, as far as it has come. */
export interface FolderCheck {
  readonly key: string;
  readonly setKey: (key: string) => void;
  readonly running: boolean;
  /** Steps that held so far. */
  readonly held: readonly VerifyStep[];
  readonly checked: CheckedFolder | undefined;
  /** Files that cannot be read any more. */
  readonly unreadable: boolean;
  readonly run: () => void;
}

/** Another folder or another key forgets what was found. */
export function useFolderCheck(folder: ChosenFolder | undefined): FolderCheck {
  const [key, setKey] = useState('');
  const [held, hold] = useState<readonly VerifyStep[]>([]);
  const [state, set] = useState<'idle' | 'running' | 'unreadable' | CheckedFolder>('idle');
  const turn = useRef(0);
  useEffect(() => {
    turn.current += 1;
    hold([]);
    set('idle');
  }, [folder, key]);
  const run = () => {
    if (!folder) return;
    const mine = ++turn.current;
    hold([]);
    set('running');
    checkFolder(folder, key.trim(), (step) => mine === turn.current && hold((before) => [...before, step])).then(
      (checked) => mine === turn.current && set(checked),
      () => mine === turn.current && set('unreadable'),
    );
  };
  const checked = typeof state === 'object' ? state : undefined;
  return { key, setKey, held, checked, running: state === 'running', unreadable: state === 'unreadable', run };
}
