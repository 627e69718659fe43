import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { parseConfig } from '../src/app/config.ts';
import { SIGNED_IN as PAGE_SIGNED_IN, SIGNED_OUT as PAGE_SIGNED_OUT } from '../src/auth/oidc-issuer.ts';
import { pageConfiguration, SIGNED_IN, SIGNED_OUT } from './cdk/page-configuration.ts';
import type { Settings } from './cdk/settings.ts';
import { securityHeaders } from './headers.ts';

/** The page and its deployment are two packages; these tests keep them consistent. */
describe('the page and its deployment agree', () => {
  const settings: Settings = JSON.parse(
    readFileSync(new URL('cdk/monitor.example.json', import.meta.url), 'utf8'),
  );
  const provider = 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc';
  const deployed = pageConfiguration(settings, {
    identityPoolId: 'eu-west-1:00000000-0000-4000-8000-000000000001',
    signIn: {
      authority: `https://${provider}`,
      clientId: 'client',
      scope: 'openid email',
      cognitoDomain: 'macie-jobs-111122223333.auth.eu-west-1.amazoncognito.com',
      provider,
    },
  });

  it('on the configuration: the page takes every field that a deployment writes', () => {
    expect(parseConfig(JSON.parse(JSON.stringify(deployed)))).toEqual(deployed);
  });

  it('on where the issuer sends people back to', () => {
    expect({ SIGNED_IN, SIGNED_OUT }).toEqual({ SIGNED_IN: PAGE_SIGNED_IN, SIGNED_OUT: PAGE_SIGNED_OUT });
  });

  it('on the headers, which are the same for what was written and for what the page reads', () => {
    expect(securityHeaders(parseConfig(deployed))).toEqual(securityHeaders(deployed));
  });
});
