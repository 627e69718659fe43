import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { CASE_NOTE } from './no-match-hints.ts';
import { parseJobReference } from '../../model/job-reference.ts';
import { JobLookup } from './job-lookup.tsx';
import { useSetView, useView } from '../use-view.ts';
import { quickSearchText, withQuickSearch } from '../view-edits.ts';
import field from '../../../components/field.module.css';
import classes from './filter-bar.module.css';

/** The id of the box, for the key that leads to it. */
export const QUICK_SEARCH_ID = 'quick-search';

/** Long enough to type a word without a call for each letter. */
const PAUSE_MS = 300;

/**
 * One box for the commonest questions: a part of a name filters the list while it is typed, and a job id or the
 * ARN of a job opens that job.
 */
export function QuickSearch() {
  const view = useView();
  const setView = useSetView();
  const linked = quickSearchText(view);
  // What is typed stands here until the link says the same; from then on the link alone counts.
  const [typed, setTyped] = useState<{ readonly text: string; readonly pending: boolean }>();
  const [followed, setFollowed] = useState(linked);
  if (followed !== linked) {
    setFollowed(linked);
    // A space at the end is not in the link, and a word may follow it.
    if (!typed?.pending && typed?.text.trim() !== linked) setTyped(undefined);
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  const filter = (text: string) => {
    // Back leads to the list as it was before the first letter, not from word to word.
    setView((view) => withQuickSearch(view, text.trim()), linked === '' ? 'push' : 'replace');
  };
  const settle = (text: string) => {
    clearTimeout(timer.current);
    setTyped({ text, pending: false });
    if (!parseJobReference(text)) filter(text);
  };
  const reference = typed && !typed.pending ? parseJobReference(typed.text) : undefined;
  return (
    <div className={classes['search']}>
      <IconSearch size={15} aria-hidden />
      <input
        id={QUICK_SEARCH_ID}
        className={`${field['field']} ${classes['box']}`}
        type="search"
        aria-label="Search by name or job id"
        placeholder="Name contains … or a job id"
        title={CASE_NOTE}
        autoComplete="off"
        spellCheck={false}
        maxLength={1000}
        value={typed?.text ?? linked}
        onChange={({ currentTarget: { value: text } }) => {
          setTyped({ text, pending: true });
          clearTimeout(timer.current);
          timer.current = setTimeout(settle, PAUSE_MS, text);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') settle(event.currentTarget.value);
        }}
      />
      {reference && (
        <JobLookup
          reference={reference}
          onNames={() => {
            filter(reference.jobId);
          }}
        />
      )}
    </div>
  );
}
