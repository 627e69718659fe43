import { Names } from 'aws-cdk-lib';
import { CfnResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';

/**
 * HTTP headers as a CloudFront policy, which has special fields for some and takes the others as they are. Throws
 * an Error on a value that the fields can't express.
 */
export function headersPolicy(
  scope: Construct,
  id: string,
  headers: Readonly<Record<string, string>>,
): CfnResponseHeadersPolicy {
  const override = true;
  const {
    'Content-Security-Policy': contentSecurityPolicy = '',
    'Strict-Transport-Security': transport = '',
    'X-Content-Type-Options': contentType,
    'X-Frame-Options': frameOption = '',
    'Referrer-Policy': referrerPolicy = '',
    ...others
  } = headers;
  const seconds = /^max-age=(\d+); includeSubDomains$/.exec(transport)?.[1];
  if (!seconds || contentType !== 'nosniff') throw new Error(`Not known here: ${transport}, ${contentType}`);
  return new CfnResponseHeadersPolicy(scope, id, {
    responseHeadersPolicyConfig: {
      name: `${Names.uniqueResourceName(scope, { maxLength: 60 })}${id}`,
      securityHeadersConfig: {
        contentSecurityPolicy: { contentSecurityPolicy, override },
        contentTypeOptions: { override },
        frameOptions: { frameOption, override },
        referrerPolicy: { referrerPolicy, override },
        strictTransportSecurity: {
          accessControlMaxAgeSec: Number(seconds),
          includeSubdomains: true,
          override,
        },
      },
      customHeadersConfig: {
        items: Object.entries(others).map(([header, value]) => ({ header, value, override })),
      },
    },
  });
}
