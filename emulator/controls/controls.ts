import type { Hono } from 'hono';
import * as v from 'valibot';
import type { Inventories } from '../macie/inventories.ts';
import type { InsightDocuments, Insights } from '../macie/insights/documents.ts';
import { FaultRules } from './faults.ts';
import type { ControlState } from './state.ts';

/** What the controls change and show. */
export interface Controlled {
  readonly state: ControlState;
  readonly inventories: Inventories;
  readonly insights: Insights;
}

/** Adds the emulator's controls, `/_emulator/…`: they set what the services answer and show the calls that they got. */
export function addControls(app: Hono, { state, inventories, insights }: Controlled): void {
  app.put('/_emulator/inventory', async (c) => {
    const input = v.safeParse(InventoryInput, await readJson(c.req.raw));
    if (!input.success) return refuse(input.issues);
    const { accountId, region, jobs } = input.output;
    // Jobs are not checked: a test may want a malformed one.
    inventories.set(accountId, region, jobs);
    return c.json({ jobs: jobs.length });
  });
  app.post('/_emulator/generate', async (c) => {
    const input = v.safeParse(GenerateInput, await readJson(c.req.raw));
    if (!input.success) return refuse(input.issues);
    const { accountId, region, count, seed } = input.output;
    inventories.generate(accountId, region, count, seed);
    return c.json({ jobs: count });
  });
  app.put('/_emulator/insights', async (c) => {
    const input = v.safeParse(InsightsInput, await readJson(c.req.raw));
    if (!input.success) return refuse(input.issues);
    const { accountId, region, ...documents } = input.output;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- not checked, like jobs: a test may want a malformed one.
    insights.set(accountId, region, documents as unknown as Partial<InsightDocuments>);
    return c.json({});
  });
  app.put('/_emulator/faults', async (c) => {
    const input = v.safeParse(FaultRules, await readJson(c.req.raw));
    if (!input.success) return refuse(input.issues);
    state.faults.set(input.output);
    return c.json({ faults: input.output.length });
  });
  app.get('/_emulator/requests', (c) => c.json(state.log.list()));
  app.delete('/_emulator/requests', (c) => {
    state.log.clear();
    return c.json({});
  });
  app.put('/_emulator/clock', async (c) => {
    const input = v.safeParse(ClockInput, await readJson(c.req.raw));
    if (!input.success) return refuse(input.issues);
    state.clock.setOffset(input.output.offsetSeconds * 1000);
    return c.json({ now: new Date(state.clock.now()).toISOString() });
  });
  app.post('/_emulator/reset', (c) => {
    state.reset();
    // After the clock, which their times are relative to.
    inventories.reset();
    insights.reset();
    return c.json({});
  });
  app.all('/_emulator/*', (c) => c.json({ message: 'There is no such control.' }, 404));
}

const InventoryInput = v.object({
  accountId: v.string(),
  region: v.string(),
  jobs: v.array(v.record(v.string(), v.unknown())),
});

const Documents = v.optional(v.array(v.record(v.string(), v.unknown())));

const InsightsInput = v.strictObject({
  accountId: v.string(),
  region: v.string(),
  buckets: Documents,
  findings: v.optional(
    v.array(
      v.object({
        jobId: v.optional(v.string()),
        type: v.string(),
        severity: v.string(),
        bucket: v.string(),
        accountId: v.string(),
        count: v.number(),
        updatedAt: v.optional(v.number(), 0),
      }),
    ),
  ),
  usage: Documents,
  session: v.optional(v.record(v.string(), v.unknown())),
  customDataIdentifiers: Documents,
  allowLists: Documents,
});

const GenerateInput = v.object({
  accountId: v.string(),
  region: v.string(),
  count: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000)),
  seed: v.optional(v.pipe(v.number(), v.integer()), 1),
});

const ClockInput = v.strictObject({ offsetSeconds: v.pipe(v.number(), v.integer()) });

async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    return undefined;
  }
}

function refuse(issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): Response {
  const message = issues.map((issue) => `${v.getDotPath(issue) ?? 'body'}: ${issue.message}`).join('; ');
  return Response.json({ message }, { status: 400 });
}
