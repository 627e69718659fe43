import { itemAt, Random } from './random.ts';

/** The teams of the demo's company. */
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

/** A plausible job name. `rhythm` is set for a recurring job. */
export function nameFor(random: Random, { team, dataset }: Subject, rhythm: string | undefined): string {
  const words: Words = {
    team,
    dataset,
    spaced: spaced(dataset),
    number: random.between(100, 9999),
    rhythm: rhythm ?? '',
  };
  return random.pick(rhythm === undefined ? ONE_TIME_NAMES : RECURRING_NAMES)(words);
}

interface Words extends Subject {
  readonly spaced: string;
  readonly number: number;
  readonly rhythm: string;
}

const RECURRING_NAMES: readonly ((words: Words) => string)[] = [
  ({ team, dataset, rhythm }) => `${team}-${dataset}-${rhythm}`,
  ({ dataset, rhythm }) => `${rhythm}-pii-sweep-${dataset}`,
  ({ team, spaced, rhythm }) => `${capitalize(rhythm)} discovery: ${spaced} (${team})`,
  ({ team, spaced, rhythm }) => `${capitalize(team)} ${rhythm} scan – ${spaced}`,
];

const ONE_TIME_NAMES: readonly ((words: Words) => string)[] = [
  ({ team, dataset, number }) => `${team}-${dataset}-baseline-${number}`,
  ({ team, dataset, number }) => `${team}-${dataset}-pre-migration-${number}`,
  ({ spaced, number }) => `INC-${number} exposure check ${spaced}`,
  ({ spaced, number }) => `DSAR ${number}: ${spaced}`,
  ({ spaced, number }) => `PCI scope validation ${spaced} wave ${number % 100}`,
  ({ team, dataset, number }) => `audit-${team}-${dataset}-${number}`,
  ({ dataset, number }) => `onboarding/${dataset}/${String(number).padStart(5, '0')}`,
  ({ spaced, number }) => `${capitalize(spaced)} PII discovery #${number}`,
  ({ team, number }) => `CHG${String(number).padStart(7, '0')} ${team} bucket handover`,
];

/** Names that break careless code: text that looks like numbers, markup, formulas, other scripts, great length. */
export const HOSTILE_NAMES: readonly string[] = [
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

/** A bucket of the subject: the main one for 0, further ones by number. At most 63 characters, as S3 wants. */
export function bucketFor({ team, dataset }: Subject, number: number): string {
  const name = `alderfinch-${team}-${dataset}-prod`;
  return number === 0 ? name : `${name}-${String(number).padStart(3, '0')}`;
}

/** A bucket that no job scans, by number. */
export function spareBucketFor(number: number): string {
  const team = itemAt(TEAMS, number);
  const dataset = itemAt(DATASETS[team], Math.floor(number / TEAMS.length));
  return `alderfinch-${team}-${dataset}-staging-${String(number).padStart(3, '0')}`;
}

/** The accounts whose buckets an account's jobs scan: its own and a few members. */
export function bucketOwners(accountId: string): string[] {
  const random = new Random('members of', accountId);
  return [accountId, ...Array.from({ length: 5 }, () => String(random.between(2e11, 9.9e11)))];
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function spaced(text: string): string {
  return text.replaceAll('-', ' ');
}
