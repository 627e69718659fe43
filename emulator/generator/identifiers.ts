import type { AllowListStatusCode } from '@aws-sdk/client-macie2';
import { Random } from './random.ts';

/** A custom data identifier of an account. */
export interface CustomIdentifier {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Deleted softly: jobs that were made with it keep using it. */
  readonly deleted: boolean;
}

/** An allow list of an account. */
export interface AllowList {
  readonly id: string;
  readonly name: string;
  readonly status: AllowListStatusCode;
  /** A regular expression, or else an object of S3. */
  readonly regex?: string;
}

/** The custom data identifiers of an account in a Region. Jobs name one more, which is not there any more. */
export function customIdentifiersOf(accountId: string, region: string): CustomIdentifier[] {
  return CUSTOM.map(([name, description], index) => ({
    id: customIdentifierId(accountId, region, index),
    name,
    description,
    deleted: name.startsWith('Legacy'),
  }));
}

/** The allow lists of an account in a Region: the object of one is gone, and Macie may not read another's. */
export function allowListsOf(accountId: string, region: string): AllowList[] {
  return LISTS.map((list, index) => ({ ...list, id: allowListId(accountId, region, index) }));
}

/** An identifier for a job, by any number: one of the account's, or the one that is gone. */
export function customIdentifierId(accountId: string, region: string, choice: number): string {
  return uuid(new Random('custom identifier', accountId, region, choice % (CUSTOM.length + 1)));
}

/** An allow list for a job, by any number. */
export function allowListId(accountId: string, region: string, choice: number): string {
  return new Random('allow list', accountId, region, choice % LISTS.length).hex(24);
}

/** A version 4 UUID. */
export function uuid(random: Random): string {
  const digits = random.hex(30);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(12, 15)}-8${digits.slice(15, 18)}-${digits.slice(18, 30)}`;
}

const CUSTOM = [
  ['Employee number', 'Seven digits after EMP-'],
  ['Customer id', 'AF and nine digits'],
  ['Claim number', 'CLM, a year and six digits'],
  ['Internal project code', 'The code names of the M&A team'],
  ['Badge id', 'Hexadecimal, as the door readers print it'],
  ['Legacy policy number', 'Before the migration of 2021'],
  ['Loyalty card', 'Sixteen digits from 6337'],
  ['Vendor token', 'Tokens of the payment provider'],
] as const;

const LISTS: readonly Omit<AllowList, 'id'>[] = [
  { name: 'Test card numbers', status: 'OK' },
  { name: 'Company phone numbers', status: 'OK', regex: String.raw`\+1-555-01\d{2}` },
  { name: 'Published e-mail addresses', status: 'S3_OBJECT_NOT_FOUND' },
  { name: 'Sample customers', status: 'S3_OBJECT_ACCESS_DENIED' },
];
