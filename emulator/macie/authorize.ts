import type { Principal } from '../identity/credentials.ts';
import { AwsError } from '../protocol/aws-error.ts';
import type { Inventory } from './inventory.ts';

/** Finds an account's inventory in a Region; undefined where Macie is not enabled. */
export type FindInventory = (accountId: string, region: string) => Inventory | undefined;

/**
 * The caller's inventory.
 * @throws AwsError AccessDeniedException for one who may not use Macie, and where Macie is not enabled.
 */
export function authorize(
  findInventory: FindInventory,
  principal: Principal,
  region: string,
  action: string,
  resource: string,
): Inventory {
  if (!principal.mayUseMacie) {
    throw new AwsError(
      403,
      'AccessDeniedException',
      `User: ${principal.arn} is not authorized to perform: macie2:${action} on resource: ${resource} because no session policy allows the macie2:${action} action`,
    );
  }
  const inventory = findInventory(principal.accountId, region);
  if (!inventory) throw new AwsError(403, 'AccessDeniedException', 'Macie is not enabled');
  return inventory;
}
