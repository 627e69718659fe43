import { describe, expect, it } from 'vitest';
import { INSIGHTS } from '../src/aws/operations.ts';
import { securityHeaders } from './headers.ts';
import type { HeadersConfig } from './headers.ts';

const demo: HeadersConfig = {
  gateway: '/macie/{region}',
  signIn: null,
  accounts: [
    {
      regions: ['us-east-1', 'eu-west-1'],
      credentials: { identityPoolId: 'us-east-1:0000', endpoint: '/cognito-identity/' },
    },
  ],
};
const account = (more: object = {}, regions = ['us-east-1', 'eu-west-1']) => ({
  regions,
  credentials: { identityPoolId: 'eu-central-1:0000', ...more },
});

function directives(config: HeadersConfig): Map<string, string> {
  const policy = securityHeaders(config)['Content-Security-Policy'] ?? '';
  return new Map(policy.split('; ').map((line) => [line.split(' ', 1)[0] ?? '', line.replace(/^\S+ /, '')]));
}
const connect = (config: HeadersConfig) => directives(config).get('connect-src');

describe('the hosts that the browser may reach', () => {
  it('is the page alone when everything is behind it', () => {
    expect(connect(demo)).toBe("'self'");
  });

  it('is the identity pool in its own Region, once, however many accounts share it', () => {
    expect(connect({ ...demo, accounts: [account(), account()] })).toBe(
      "'self' https://cognito-identity.eu-central-1.amazonaws.com",
    );
  });

  it('has STS only where a role is assumed', () => {
    const roleArn = 'arn:aws:iam::111122223333:role/reader';
    expect(connect({ ...demo, accounts: [account({ roleArn })] })).toBe(
      "'self' https://cognito-identity.eu-central-1.amazonaws.com https://sts.eu-central-1.amazonaws.com",
    );
    expect(connect({ ...demo, accounts: [account({ roleArn, stsEndpoint: '/sts/' })] })).not.toContain(
      'sts.',
    );
  });

  it('has the logs of every Region only where logs are on and not behind the page', () => {
    const accounts = [account({}, ['us-east-1']), account({}, ['eu-west-1'])];
    expect(connect({ ...demo, accounts, logs: {} })).toBe(
      "'self' https://cognito-identity.eu-central-1.amazonaws.com" +
        ' https://logs.eu-west-1.amazonaws.com https://logs.us-east-1.amazonaws.com',
    );
    expect(connect({ ...demo, logs: { endpoint: '/logs/{region}/' } })).toBe("'self'");
    expect(connect({ ...demo, accounts, logs: false })).not.toContain('logs.');
  });

  it('is the same with every insight: only Macie gives them, through the gateway', () => {
    expect(connect({ ...demo, insights: INSIGHTS })).toBe("'self'");
  });

  it("has the issuer's origin and Cognito's domain, without their paths", () => {
    const authority = 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_x';
    const signIn = { authority, cognitoDomain: 'team.auth.eu-central-1.amazoncognito.com' };
    expect(connect({ ...demo, signIn })).toBe(
      "'self' https://cognito-idp.eu-central-1.amazonaws.com https://team.auth.eu-central-1.amazoncognito.com",
    );
    expect(connect({ ...demo, signIn: { authority: 'http://localhost:5173/oidc' } })).toBe(
      "'self' http://localhost:5173",
    );
  });

  it('has a gateway on another origin, for each Region', () => {
    expect(connect({ ...demo, gateway: 'https://{region}.gateway.example.org/macie' })).toBe(
      "'self' https://eu-west-1.gateway.example.org https://us-east-1.gateway.example.org",
    );
  });

  it('lets no configuration slip in another directive', () => {
    const signIn = { authority: "https://issuer.example.org/; script-src 'unsafe-inline'" };
    expect(directives({ ...demo, signIn }).get('script-src')).toBe("'self'");
    for (const authority of ['https://a;sandbox', 'https://a b; c', "https://a'b", 'javascript://a']) {
      expect(() => securityHeaders({ ...demo, signIn: { authority } }), authority).toThrow(TypeError);
    }
  });
});

describe('what no page may do', () => {
  it('runs no script and takes no style but its own files', () => {
    const policy = directives(demo);
    expect(policy.get('default-src')).toBe("'none'");
    expect(policy.get('script-src')).toBe("'self'");
    expect(policy.get('style-src')).toBe("'self'");
    expect(policy.get('require-trusted-types-for')).toBe("'script'");
    expect([...policy.values()].join(' ')).not.toMatch(/unsafe|\*|https?:(?!\/\/)/);
  });

  it('is not framed, sends no address on, and posts no form', () => {
    const headers = securityHeaders(demo);
    expect(directives(demo).get('frame-ancestors')).toBe("'none'");
    expect(directives(demo).get('form-action')).toBe("'none'");
    expect(headers['X-Frame-Options']).toBe('DENY');
    expect(headers['Referrer-Policy']).toBe('no-referrer');
    expect(headers['X-Content-Type-Options']).toBe('nosniff');
    expect(headers['Permissions-Policy']).toContain('geolocation=()');
  });

  it('fits on one line of a server configuration', () => {
    for (const value of Object.values(securityHeaders(demo))) expect(value).toMatch(/^[ -~]+$/);
    for (const value of Object.values(securityHeaders(demo))) expect(value).not.toMatch(/["\\$`{}]/);
  });
});
