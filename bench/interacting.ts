import type { Locator } from '@playwright/test';
import { alternate } from './alternate.ts';
import type { Bench, Measurement } from './bench.ts';
import { ACCOUNT, REGION } from './inventories.ts';
import { requestsOf } from './requests.ts';
import { atMost, figure, row } from './row.ts';
import type { Row } from './row.ts';
import { applyConditions, READER, visit } from './visit.ts';
import type { Visit } from './visit.ts';

const DEMO = { jobs: 500 };
const LIST = `/jobs?region=${REGION}`;

/** What the page's summary calls a status, and the API. Each filter is chosen once a visit, as the second time it is known. */
const FILTERS = [
  { status: 'COMPLETE', label: 'Complete' },
  { status: 'CANCELLED', label: 'Cancelled' },
  { status: 'IDLE', label: 'Idle' },
] as const;

/** Choosing filters and opening a job: what the page adds to the time that the network takes. */
export const choices: Measurement = {
  name: 'choices',
  what: 'choose a filter, open a job',
  measure: async (bench) => {
    const { of } = await alternate(bench.repeat, {
      filters: () =>
        atTheList(bench, async (visited) => {
          const choices: Choice[] = [];
          for (const { status, label } of FILTERS) {
            choices.push(await chooseFilter(visited, label, newestJob(bench, status)));
          }
          return choices;
        }),
      job: () => atTheList(bench, async (visited) => [await openJob(visited, newestJob(bench, 'COMPLETE'))]),
    });
    return [
      choiceRow('choose a filter → new rows painted, beyond the network’s own time', () =>
        of('filters').flat(),
      ),
      choiceRow('open a job from the list → painted, beyond the network’s own time', () => of('job').flat()),
    ];
  },
};

/** How long the page takes to answer, by what a reader does, on a processor four times slower. */
export const session: Measurement = {
  name: 'session',
  what: 'interaction to next paint over a scripted session, processor × 4',
  measure: async (bench) => {
    const { of } = await alternate(bench.repeat, { session: () => scriptedSession(bench) });
    return [
      row(session.what, atMost(100), () => {
        const sessions = of('session');
        const steps = Object.keys(sessions[0] ?? {});
        return {
          worst: figure(
            sessions.map((taken) => Math.max(...Object.values(taken))),
            'ms',
          ),
          ...Object.fromEntries(
            steps.map((step) => [
              step,
              figure(
                sessions.map((taken) => taken[step] ?? 0),
                'ms',
              ),
            ]),
          ),
        };
      }),
    ];
  },
};

/** Milliseconds from a click to the paint of what it was for. */
interface Choice {
  readonly beyond: number;
  readonly network: number;
}

function choiceRow(what: string, choices: () => readonly Choice[]): Row {
  return row(what, atMost(50), () => ({
    beyond: figure(
      choices().map(({ beyond }) => beyond),
      'ms',
    ),
    network: figure(
      choices().map(({ network }) => network),
      'ms',
    ),
  }));
}

/** Does something at a list that has been read to its end, in a context of its own. */
async function atTheList<T>(bench: Bench, act: (visited: Visit) => Promise<T>, slowdown = 1): Promise<T> {
  const context = await bench.browser.newContext(READER);
  try {
    const visited = await visit(context, (await bench.origin('ours', DEMO)) + LIST);
    await visited.painted('[role="status"]', `${DEMO.jobs} jobs`);
    await visited.page.waitForLoadState('networkidle');
    await applyConditions(visited.session, { network: true, slowdown });
    return await act(visited);
  } finally {
    await context.close();
  }
}

async function chooseFilter(visited: Visit, label: string, jobId: string): Promise<Choice> {
  const tile = visited.page
    .getByRole('navigation', { name: 'Jobs by status' })
    .getByRole('link', { name: label });
  return timeClick(visited, tile, `tr[aria-rowindex="2"] a[href*="${jobId}"]`, '/jobs/list');
}

async function openJob(visited: Visit, jobId: string): Promise<Choice> {
  const link = visited.page.locator(`th a[href*="${jobId}"]`);
  return timeClick(visited, link, '[aria-labelledby="verdict"]', '');
}

/**
 * Clicks and waits until what it is for is painted. The network's own time is that in which a request was under way;
 * where one answer is what was waited for, it is the first whose address contains `awaited`.
 */
async function timeClick(
  { page, painted }: Visit,
  target: Locator,
  selector: string,
  awaited: string,
): Promise<Choice> {
  const before = await page.evaluate(() => performance.now());
  const [paintedAt] = await Promise.all([painted(selector), target.click()]);
  const clickedAt = await page.evaluate(() => benchProbe.clickedAt);
  const requests = (await requestsOf(page)).filter(({ start }) => start >= before);
  const counted =
    awaited === '' ? requests : requests.filter(({ name }) => name.includes(awaited)).slice(0, 1);
  let network = 0;
  let covered = clickedAt;
  for (const { start, end } of counted.toSorted((a, b) => a.start - b.start)) {
    const until = Math.min(end, paintedAt);
    network += Math.max(0, until - Math.max(start, covered));
    covered = Math.max(covered, until);
  }
  return { beyond: paintedAt - clickedAt - network, network };
}

/** The time to the next paint, in milliseconds, of everything that a reader does who looks around. */
function scriptedSession(bench: Bench): Promise<Record<string, number>> {
  return atTheList(
    bench,
    async ({ page, painted }) => {
      const taken: Record<string, number> = {};
      const step = async (name: string, target: Locator, selector: string) => {
        await page.evaluate(() => benchProbe.takeInteractions());
        await Promise.all([painted(selector), target.click()]);
        // The browser reports how long an interaction took once its frame has been shown.
        await page.waitForTimeout(SETTLING_MS);
        const interactions = await page.evaluate(() => benchProbe.takeInteractions());
        taken[name] = Math.max(0, ...interactions);
      };
      const table = page.getByRole('table', { name: 'Classification jobs' });
      const sorted = table.getByRole('columnheader', { name: 'Name' }).getByRole('button');
      await step('sort', sorted, 'th[aria-sort="ascending"]');
      const [{ label, status }] = FILTERS;
      const tile = page
        .getByRole('navigation', { name: 'Jobs by status' })
        .getByRole('link', { name: label });
      await step('filter', tile, `a[href*="status=${status}"][aria-current="true"], [aria-current="true"]`);
      await step(
        'open job',
        table.getByRole('rowheader').nth(3).getByRole('link'),
        '[aria-labelledby="verdict"]',
      );
      await step('back', page.getByRole('link', { name: 'All jobs' }), 'tbody th[scope="row"]');
      await step('columns', page.getByRole('button', { name: 'Columns' }), '[aria-label="Columns"] li');
      return taken;
    },
    4,
  );
}

const SETTLING_MS = 400;

/** The first job of a list of that status. */
function newestJob(bench: Bench, status: string): string {
  const jobs = bench.world(DEMO).describe(ACCOUNT, REGION) ?? [];
  const newest = jobs
    .filter(({ jobStatus }) => jobStatus === status)
    .toSorted((a, b) => Date.parse(b.createdAt ?? '') - Date.parse(a.createdAt ?? ''))[0];
  if (!newest?.jobId) throw new Error(`The inventory has no job that is ${status}.`);
  return newest.jobId;
}
