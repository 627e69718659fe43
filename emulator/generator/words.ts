import { createRandom, itemAt, type Random } from '../random.ts';

/** The company that the demo plays in: its teams and what they keep in S3. */
export const TEAMS = [
  'payments',
  'crm',
  'hr',
  'data-lake',
  'marketing',
  'support',
  'platform',
  'legal',
  'claims',
] as const;

const DATASETS: Readonly<Record<(typeof TEAMS)[number], readonly string[]>> = {
  payments: ['card-settlements', 'chargebacks', 'invoices', 'ledger-archive', 'psp-callbacks'],
  crm: ['customer-exports', 'contact-history', 'loyalty-members', 'consent-records'],
  hr: ['payroll', 'applications', 'appraisals', 'sick-notes', 'employee-files'],
  'data-lake': ['raw-events', 'curated-orders', 'clickstream', 'ml-features', 'snapshots'],
  marketing: ['newsletter-lists', 'campaign-uploads', 'survey-answers', 'partner-audiences'],
  support: ['ticket-attachments', 'call-recordings', 'chat-transcripts'],
  platform: ['application-logs', 'database-backups', 'terraform-state', 'ci-artifacts'],
  legal: ['contracts', 'ediscovery', 'dsar-bundles', 'retention-hold'],
  claims: ['claim-photos', 'medical-reports', 'adjuster-notes'],
};

/** A team and one of its datasets. */
export interface Subject {
  readonly team: string;
  readonly dataset: string;
}

export function subjectFor(random: Random): Subject {
  const team = random.pick(TEAMS);
  return { team, dataset: random.pick(DATASETS[team]) };
}

/** A job name as people give them: every team has its habits. `rhythm` is set for a recurring job. */
export function nameFor(random: Random, { team, dataset }: Subject, rhythm: string | undefined): string {
  const number = random.between(100, 9999);
  if (rhythm !== undefined) {
    return random.pick([
      `${team}-${dataset}-${rhythm}`,
      `${rhythm}-pii-sweep-${dataset}`,
      `${capitalize(rhythm)} discovery: ${spaced(dataset)} (${team})`,
      `${capitalize(team)} ${rhythm} scan – ${spaced(dataset)}`,
    ]);
  }
  return random.pick([
    `${team}-${dataset}-baseline-${number}`,
    `${team}-${dataset}-pre-migration-${number}`,
    `INC-${number} exposure check ${spaced(dataset)}`,
    `DSAR ${number}: ${spaced(dataset)}`,
    `PCI scope validation ${spaced(dataset)} wave ${random.between(1, 9)}`,
    `audit-${team}-${dataset}-${number}`,
    `onboarding/${dataset}/${String(number).padStart(5, '0')}`,
    `${capitalize(spaced(dataset))} PII discovery #${number}`,
    `CHG${String(number).padStart(7, '0')} ${team} bucket handover`,
  ]);
}

/** Names that break careless code: numbers that aren't, markup, formulas, other scripts and directions, sheer length. */
export const NASTY_NAMES: readonly string[] = [
  '662E41',
  '<script>alert("macie")</script>',
  'Smith, Jones & "Partners", 50% off',
  '00012345',
  'فحص بيانات العملاء',
  '🕵️‍♀️ secrets & 👩‍👩‍👧‍👦 records',
  `Everything that was ever uploaded ${'and-kept-'.repeat(60)}`.slice(0, 500),
  "O'Brien's backup; rm -rf / #",
  'null',
  '=HYPERLINK("http://example.com","open me")',
  'invoice\u202Egnp.exe',
  '  padded  ',
];

/** A bucket name of the subject, the same for the same number. */
export function bucketFor({ team, dataset }: Subject, region: string, number: number): string {
  const stage = itemAt(['prod', 'prod', 'prod', 'staging', 'dr'], number);
  return `alderfinch-${team}-${dataset}-${stage}-${region}${number < 3 ? '' : `-${String(number).padStart(3, '0')}`}`;
}

/** The account numbers that own the buckets that an account's jobs look at: its own and a few of its members'. */
export function bucketOwners(accountId: string): string[] {
  const random = createRandom('members of', accountId);
  return [accountId, ...Array.from({ length: 5 }, () => String(random.between(2e11, 9.9e11)))];
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function spaced(text: string): string {
  return text.replaceAll('-', ' ');
}
