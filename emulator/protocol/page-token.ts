import { createHmac } from 'node:crypto';
import { validationError } from './aws-error.ts';

/**
 * An opaque token for the next page of a list.
 *
 * Assumption: it belongs to the request that it was given to (the `binding`: account, Region, criteria and sort).
 */
export function writePageToken(place: unknown, binding: string): string {
  const text = JSON.stringify(place);
  return Buffer.from(`${seal(text, binding)}${text}`).toString('base64url');
}

/**
 * The place that a token names.
 * @throws AwsError ValidationException for a token that was not issued for this binding.
 */
export function readPageToken(token: string, binding: string): unknown {
  const content = Buffer.from(token, 'base64url').toString();
  const text = content.slice(SEAL_LENGTH);
  if (text === '' || content.slice(0, SEAL_LENGTH) !== seal(text, binding)) {
    throw validationError('The nextToken value is not valid for this request.');
  }
  return JSON.parse(text);
}

const SEAL_LENGTH = 16;

function seal(text: string, binding: string): string {
  return createHmac('sha256', 'macie-emulator')
    .update(JSON.stringify([text, binding]))
    .digest('base64url')
    .slice(0, SEAL_LENGTH);
}
