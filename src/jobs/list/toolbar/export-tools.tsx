import { IconBraces, IconFileSpreadsheet } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useState } from 'react';
import type { Account } from '../../../aws/account.ts';
import { counted, formatNumber } from '../../../lib/text.ts';
import type { View } from '../../criteria/criteria.ts';
import { formatView, listPath } from '../../criteria/link.ts';
import type { ExportHead, ExportedSource } from '../../model/export.ts';
import { useMonitor } from '../../queries/monitor.ts';
import type { JobList, SourceState } from '../job-list.ts';
import { useView } from '../use-view.ts';
import type { JobsToSave } from './download-jobs.ts';
import { PassingButton, ToolButton } from './tool-button.tsx';
import classes from './toolbar.module.css';

const loadDownload = () => import('./download-jobs.ts');

type Format = 'csv' | 'json';

/** An export that is wanted, `anyway` even if jobs are missing; or what came of it. */
type Export =
  | { readonly format: Format; readonly anyway: boolean }
  | { readonly text: string; readonly about?: ExportHead | undefined };

/** Saves all matching jobs as a file; those that have not been read yet are read first. */
export function ExportTools({ list }: { list: JobList }) {
  const [asked, setAsked] = useState<Export>();
  const wanted = asked && 'format' in asked ? asked : undefined;
  const due = wanted && (list.complete || wanted.anyway) ? wanted.format : undefined;
  const { accounts, title } = useMonitor();
  const view = useView();
  const jobsNow = useEffectEvent(() => toSave(list, { accounts, title, view, now: new Date() }));
  useEffect(() => {
    if (!due) return undefined;
    let current = true;
    const run = async () => {
      const outcome = await save(jobsNow(), due, () => current);
      if (current) setAsked(outcome);
    };
    void run();
    return () => {
      current = false;
    };
  }, [due]);
  const start = (format: Format) => {
    setAsked({ format, anyway: false });
    if (!list.complete && !list.reading) list.refresh();
  };
  return (
    <>
      {(['csv', 'json'] as const).map((format) => (
        <ToolButton
          key={format}
          icon={
            format === 'csv' ? (
              <IconFileSpreadsheet size={15} aria-hidden />
            ) : (
              <IconBraces size={15} aria-hidden />
            )
          }
          preload={loadDownload}
          onClick={() => {
            start(format);
          }}
        >
          {format === 'csv' ? 'Export CSV' : 'Export JSON'}
        </ToolButton>
      ))}
      <span
        className={classes['progress']}
        data-long={(asked && 'text' in asked && asked.about !== undefined) || undefined}
        role="group"
        aria-label="Export"
      >
        <span aria-live="polite">
          {asked && 'text' in asked ? asked.text : wanted && progress(list, due !== undefined)}
        </span>
        {asked && 'text' in asked && asked.about && (
          <About
            head={asked.about}
            onSave={() => {
              setAsked({ text: asked.text });
            }}
          />
        )}
        {wanted && (
          <Ways
            list={list}
            stuck={!due && isStuck(list)}
            onWrite={() => {
              setAsked({ ...wanted, anyway: true });
            }}
            onCancel={() => {
              setAsked(undefined);
            }}
          />
        )}
      </span>
    </>
  );
}

/** Saves what a CSV file was made from; a JSON file has that inside. */
function About({ head, onSave }: { head: ExportHead; onSave: () => void }) {
  const saveHead = async () => {
    const { downloadHead } = await loadDownload();
    downloadHead(head);
  };
  return (
    <PassingButton
      onClick={() => {
        void saveHead();
        onSave();
      }}
    >
      Save its filters and sources
    </PassingButton>
  );
}

/** What can be done about an export that is under way. */
function Ways({
  list,
  stuck,
  onWrite,
  onCancel,
}: {
  list: JobList;
  stuck: boolean;
  onWrite: () => void;
  onCancel: () => void;
}) {
  const count = formatNumber(list.matching.length);
  return (
    <>
      {stuck ? (
        <>
          <PassingButton
            onClick={() => {
              list.refresh();
            }}
          >
            Read on
          </PassingButton>
          <PassingButton onClick={onWrite}>Export the {count} that were read</PassingButton>
        </>
      ) : (
        <span className={classes['quiet']}>{count} so far</span>
      )}
      <PassingButton onClick={onCancel}>Cancel</PassingButton>
    </>
  );
}

function progress(list: JobList, writing: boolean): string {
  if (writing) return 'Writing the file …';
  return isStuck(list) ? 'Not all jobs have been read.' : 'Reading the remaining jobs for the export …';
}

/** Whether jobs are missing and none are being read. */
function isStuck(list: JobList): boolean {
  return !list.reading && !list.complete;
}

/** Saves the file; says what came of it. */
async function save(jobs: JobsToSave, format: Format, wanted: () => boolean): Promise<Export> {
  try {
    const { downloadJobs } = await loadDownload();
    await downloadJobs(jobs, format, wanted);
    return {
      text: `${counted(jobs.jobs.length, 'job')} exported`,
      about: format === 'csv' ? jobs.head : undefined,
    };
  } catch {
    return {
      text: 'The export failed: part of this page didn’t load, or the browser ran out of memory.',
    };
  }
}

function toSave(
  list: JobList,
  { accounts, title, view, now }: { accounts: readonly Account[]; title: string; view: View; now: Date },
): JobsToSave {
  const { origin } = window.location;
  return {
    jobs: list.matching,
    context: { accounts, origin, attention: list.attention, findings: list.findings },
    head: {
      title,
      exportedAt: now.toISOString(),
      readerTimeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      link: `${origin}${listPath(formatView(view))}`,
      complete: list.complete,
      jobCount: list.matching.length,
      sources: list.sources.map((state) => exportedSource(state, accounts)),
    },
  };
}

function exportedSource(
  { source, state, count, readAt, error }: SourceState,
  accounts: readonly Account[],
): ExportedSource {
  const account = accounts.find(({ id }) => id === source.account);
  return {
    account: source.account,
    accountLabel: account?.label,
    accountId: account?.accountId,
    region: source.region,
    state: state === 'complete' ? 'read' : count > 0 ? 'in part' : 'missing',
    jobsRead: count,
    readAt: readAt === undefined ? undefined : new Date(readAt).toISOString(),
    error: error instanceof Error ? error.message : undefined,
  };
}
