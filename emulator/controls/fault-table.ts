import type { Fault, FaultRule } from './faults.ts';

/** A way in which a call goes wrong, for tests of every moment. */
export interface KnownFault {
  readonly name: string;
  readonly fault: Fault;
  /** Whether a person has to act before it can be well again: a role, a setting, a filter or a sign-in is wrong. */
  readonly needsPerson?: boolean;
}

/** A moment at which a fault begins. */
export interface Moment {
  readonly name: string;
  readonly operation: FaultRule['operation'];
  /** Whether the first read goes well, so that the fault meets a later one. */
  readonly later?: boolean;
  /** Calls that go well first. */
  readonly skip?: number;
}

const error = (status: number, type: string, message = 'It failed.'): Fault => ({
  kind: 'error',
  status,
  type,
  message,
});
const html = (status: number): Extract<Fault, { kind: 'body' }> => ({
  kind: 'body',
  status,
  contentType: 'text/html',
  body: '<h1>Portal</h1>',
});
const json = (body: string): Fault => ({ kind: 'body', status: 200, contentType: 'application/json', body });

/** Every fault that the monitor has to live with. */
export const KNOWN_FAULTS: readonly KnownFault[] = [
  { name: 'access denied', fault: error(403, 'AccessDeniedException'), needsPerson: true },
  {
    name: 'an explicit deny',
    fault: error(403, 'AccessDeniedException', 'Not authorized, with an explicit deny in a policy'),
    needsPerson: true,
  },
  {
    name: 'Macie is not enabled, with 403',
    fault: error(403, 'AccessDeniedException', 'Macie is not enabled.'),
    needsPerson: true,
  },
  {
    name: 'Macie is not enabled, with 401',
    fault: error(401, 'AccessDeniedException', 'Macie is not enabled'),
    needsPerson: true,
  },
  { name: 'a conflict', fault: error(409, 'ConflictException') },
  { name: 'an internal error', fault: error(500, 'InternalServerException') },
  { name: 'not found', fault: error(404, 'ResourceNotFoundException'), needsPerson: true },
  { name: 'a quota', fault: error(402, 'ServiceQuotaExceededException'), needsPerson: true },
  { name: 'throttling with 429', fault: error(429, 'ThrottlingException', 'Rate exceeded') },
  { name: 'throttling with 400', fault: error(400, 'Throttling', 'Rate exceeded') },
  { name: 'throttling with 503', fault: error(503, 'SlowDown') },
  { name: 'a validation error', fault: error(400, 'ValidationException'), needsPerson: true },
  { name: 'an expired token', fault: error(403, 'ExpiredTokenException') },
  { name: 'a wrong signature', fault: error(403, 'InvalidSignatureException') },
  { name: 'a reset', fault: { kind: 'reset' } },
  { name: 'a hang', fault: { kind: 'hang' } },
  { name: 'a hang after the headers', fault: { kind: 'hang-body' } },
  { name: 'a cut body', fault: { kind: 'truncate' } },
  { name: 'a redirect', fault: { ...html(302), headers: { location: 'https://login.example/' } } },
  ...[200, 401, 403, 404, 502, 504].map((status) => ({ name: `HTML with ${status}`, fault: html(status) })),
  { name: '204', fault: { kind: 'body', status: 204 } },
  { name: 'an empty body', fault: json('') },
  { name: 'null', fault: json('null') },
  { name: 'an empty object', fault: json('{}') },
  { name: 'an array', fault: json('[]') },
  { name: 'a text', fault: json('"text"') },
  { name: 'members of other types', fault: json('{"items":null,"name":5,"events":7,"Credentials":[]}') },
];

/** Every moment at which each of them is tried. */
export const MOMENTS: readonly Moment[] = [
  { name: 'the first page', operation: 'ListClassificationJobs' },
  { name: 'a middle page', operation: 'ListClassificationJobs', skip: 1 },
  { name: 'a refresh', operation: 'ListClassificationJobs', later: true },
  { name: 'a job', operation: 'DescribeClassificationJob' },
  { name: 'a job that is shown', operation: 'DescribeClassificationJob', later: true },
  { name: 'a log', operation: 'FilterLogEvents' },
  { name: 'GetId', operation: 'GetId' },
  { name: 'GetCredentialsForIdentity', operation: 'GetCredentialsForIdentity' },
  { name: 'the renewal of credentials', operation: 'GetCredentialsForIdentity', later: true },
  { name: 'AssumeRole', operation: 'AssumeRole' },
];
