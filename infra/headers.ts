import { type Insight, operationsFor } from '../src/aws/operations.ts';

/**
 * The part of the page's configuration (`config.json`) that decides which hosts the browser may reach. Every
 * configuration that the page accepts fits this type.
 */
export interface HeadersConfig {
  readonly gateway: string;
  readonly accounts: readonly {
    readonly regions: readonly string[];
    readonly credentials: {
      readonly identityPoolId: string;
      readonly endpoint?: string | undefined;
      readonly roleArn?: string | undefined;
      readonly stsEndpoint?: string | undefined;
    };
  }[];
  readonly logs?: false | { readonly endpoint?: string | undefined } | undefined;
  readonly insights?: readonly Insight[] | undefined;
  readonly signIn?:
    | { readonly authority: string; readonly cognitoDomain?: string | undefined }
    | null
    | undefined;
}

/**
 * The HTTP security headers of every answer, by name: the one source for `vite preview`, CloudFront, nginx and Caddy.
 * Throws a TypeError on a malformed URL in the configuration.
 */
export function securityHeaders(config: HeadersConfig): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(config),
    'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    // Addresses contain job names and ids, and the redirect from sign-in a code.
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': NO_FEATURES.map((feature) => `${feature}=()`).join(', '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
}

/** Features that the page doesn't use. Writing to the clipboard is not among them: "Copy link" needs it. */
const NO_FEATURES = [
  'accelerometer',
  'autoplay',
  'camera',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
];

function contentSecurityPolicy(config: HeadersConfig): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    // No 'unsafe-inline', and static files can't have a nonce: so the page uses no component that writes <style>
    // elements. Styles that React sets through the DOM are not affected.
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${connectSources(config).join(' ')}`,
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    // The page's only policy lets it start its worker from its own origin.
    'trusted-types macie-job-monitor',
  ].join('; ');
}

/** The page's own origin and exactly the hosts that it calls with this configuration. */
function connectSources(config: HeadersConfig): string[] {
  const { gateway, accounts, logs, signIn } = config;
  const endpoints = {
    macie2: gateway,
    logs: (logs && logs.endpoint) || 'https://logs.{region}.amazonaws.com',
  };
  const services = new Set(operationsFor(config).map(({ service }) => service));
  const urls: string[] = [];
  for (const { regions, credentials } of accounts) {
    const { identityPoolId, endpoint, roleArn, stsEndpoint } = credentials;
    const [home = ''] = identityPoolId.split(':', 1);
    urls.push(endpoint ?? `https://cognito-identity.${home}.amazonaws.com`);
    if (roleArn) urls.push(stsEndpoint ?? `https://sts.${home}.amazonaws.com`);
    for (const region of regions) {
      for (const service of services) urls.push(endpoints[service].replace('{region}', region));
    }
  }
  if (signIn) urls.push(signIn.authority);
  if (signIn?.cognitoDomain) urls.push(signIn.cognitoDomain);
  return [...new Set(["'self'", ...urls.map(source).toSorted()])];
}

/** A URL as a source of a policy: its origin, or the page's own for a path. A bare host means https. */
function source(url: string): string {
  if (url.startsWith('/')) return "'self'";
  const { origin } = new URL(url.includes('://') ? url : `https://${url}`);
  // URLs allow hosts such as `a;b`, which would end the directive.
  if (!/^https?:\/\/[\w.:[\]-]+$/.test(origin)) throw new TypeError(`Not a web address: ${url}`);
  return origin;
}
