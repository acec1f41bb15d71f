import type { KioskProblem } from '#protocol';
import type { ComponentChildren } from 'preact';

const PICTURES: Record<KioskProblem | 'staff', ComponentChildren> = {
  'cannot-hear': (
    <>
      <path d="M20 27a12 12 0 1 1 24 0c0 8-8 10-8 18a7 7 0 0 1-13 3" />
      <path d="M27 28a5 5 0 1 1 9 3c-2 2-4 3-4 6" />
      <path d="M10 54 54 10" />
    </>
  ),
  'cannot-see': (
    <>
      <path d="M6 32s10-16 26-16 26 16 26 16-10 16-26 16S6 32 6 32Z" />
      <circle cx="32" cy="32" r="7" />
      <path d="M10 54 54 10" />
    </>
  ),
  'somebody-near': (
    <>
      <circle cx="24" cy="20" r="8" />
      <path d="M8 52c0-12 7-18 16-18s16 6 16 18" />
      <circle cx="46" cy="17" r="6" />
      <path d="M44 29c8 0 14 5 14 16" />
    </>
  ),
  unwell: (
    <>
      <circle cx="32" cy="32" r="24" />
      <path d="M21 25h6M37 25h6M21 45c3-6 7-8 11-8s8 2 11 8" />
    </>
  ),
  'not-private': (
    <>
      <rect x="14" y="29" width="36" height="25" rx="4" />
      <path d="M22 29v-7a10 10 0 0 1 19-4M32 39v6" />
    </>
  ),
  staff: <path d="M14 46h36c-5-5-5-9-5-17a13 13 0 0 0-26 0c0 8 0 12-5 17ZM27 52a5 5 0 0 0 10 0M32 16v-5" />,
};

/** Drawn in lines, beside its words, never instead of them. */
export function ProblemPicture({ problem }: { problem: KioskProblem | undefined }) {
  return (
    <svg class="problem-picture" viewBox="0 0 64 64" aria-hidden="true">
      {PICTURES[problem ?? 'staff']}
    </svg>
  );
}
