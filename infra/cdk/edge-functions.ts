import { readFileSync } from 'node:fs';
import type { OperationSwitches } from '../../src/aws/operations.ts';
import { gatewayRoutes } from '../gateway-rules.ts';

/** The source of the CloudFront function that is the gateway, for the operations that are switched on. */
export function gatewayFunction(switches: OperationSwitches): string {
  const routes = gatewayRoutes(switches).map(
    ({ method, pattern }) => `  { method: '${method}', path: ${String(new RegExp(`^(?:${pattern})$`))} },\n`,
  );
  return `const ROUTES = [\n${routes.join('')}];\n\n${source('gateway.js')}`;
}

/** The source of the CloudFront function for the page's files. */
export function siteFunction(): string {
  return source('site.js');
}

function source(file: string): string {
  return readFileSync(new URL(`functions/${file}`, import.meta.url), 'utf8');
}
