import { Duration } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import type { BehaviorOptions } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { gatewayFunction, siteFunction } from './edge-functions.ts';
import { headersPolicy } from './headers-policy.ts';
import type { Settings } from './settings.ts';

/** The bucket of the page's files and the distribution that serves them and is the gateway. */
export interface Site {
  readonly files: Bucket;
  readonly distribution: Distribution;
}

/** A bucket that only the distribution can read, and the distribution. */
export function site(scope: Construct, settings: Settings, headers: Readonly<Record<string, string>>): Site {
  const files = new Bucket(scope, 'Files', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    versioned: true,
    lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(30) }],
  });
  const page: BehaviorOptions = {
    origin: S3BucketOrigin.withOriginAccessControl(files),
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    responseHeadersPolicy: headersPolicy(scope, 'PageHeaders', headers),
    // The page and its configuration are revalidated each time, at the edge too.
    cachePolicy: CachePolicy.CACHING_DISABLED,
    functionAssociations: [onViewerRequest(scope, 'Site', siteFunction())],
  };
  const { domain, webAclArn, logBucket } = settings;
  const distribution = new Distribution(scope, 'Distribution', {
    comment: settings.title ?? 'Macie jobs',
    httpVersion: HttpVersion.HTTP2_AND_3,
    defaultBehavior: page,
    additionalBehaviors: {
      ...gateway(scope, settings, headers),
      'assets/*': { ...page, cachePolicy: CachePolicy.CACHING_OPTIMIZED, functionAssociations: [] },
    },
    // Without a certificate, CloudFront's minimum is TLS 1.0.
    ...(domain && {
      domainNames: [domain.name],
      certificate: Certificate.fromCertificateArn(scope, 'Certificate', domain.certificateArn),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
    }),
    ...(webAclArn && { webAclId: webAclArn }),
    ...(logBucket && { logBucket: Bucket.fromBucketName(scope, 'Logs', logBucket) }),
  });
  return { files, distribution };
}

/** One behaviour for each configured Region, with Macie there as its origin. */
function gateway(
  scope: Construct,
  settings: Settings,
  headers: Readonly<Record<string, string>>,
): Record<string, BehaviorOptions> {
  const regions = [...new Set(settings.accounts.flatMap((account) => account.regions))].toSorted();
  // Authorization reaches an origin either because it is part of the cache key, or through the managed
  // AllViewer* policies where caching is off; an origin request policy of one's own can't name it
  // (repost.aws/knowledge-center/cloudfront-authorization-header). It is part of the key here because
  // CloudFront answers requests that come together for one key with one answer, and keeps errors for ten
  // seconds, whatever the times below: with the signature in the key, an answer is only ever for
  // the one request that was signed so.
  const cachePolicy = new CachePolicy(scope, 'EachSignature', {
    comment: 'Keeps nothing; no two signatures share an answer',
    minTtl: Duration.seconds(0),
    defaultTtl: Duration.seconds(0),
    // CloudFront takes no header into the key where the longest time is 0.
    maxTtl: Duration.seconds(1),
    headerBehavior: CacheHeaderBehavior.allowList('Authorization'),
    cookieBehavior: CacheCookieBehavior.none(),
    queryStringBehavior: CacheQueryStringBehavior.none(),
  });
  const options = {
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    // The only set that has POST; the function admits no other method than the operations'.
    allowedMethods: AllowedMethods.ALLOW_ALL,
    cachePolicy,
    // Passes on every header but Host, which then is the origin's: what was signed. In a browser the SDK
    // signs host, content-length, content-type, amz-sdk-* and x-amz-*, and CloudFront passes those as they
    // are. What it replaces, it doesn't sign: User-Agent, Connection and, in part, Accept-Encoding and
    // X-Forwarded-For (developer guide, "Request and response behavior for custom origins").
    // ? CloudFront adds X-Amz-Cf-Id, which is not signed. It is not established that Macie accepts this.
    originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    responseHeadersPolicy: headersPolicy(scope, 'GatewayHeaders', {
      ...headers,
      'Cache-Control': 'no-store',
    }),
    functionAssociations: [onViewerRequest(scope, 'Gateway', gatewayFunction(settings))],
    compress: false,
  };
  return Object.fromEntries(
    regions.map((region) => [
      `macie/${region}/*`,
      {
        ...options,
        origin: new HttpOrigin(`macie2.${region}.amazonaws.com`, {
          protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
          originSslProtocols: [OriginSslPolicy.TLS_V1_2],
        }),
      },
    ]),
  );
}

function onViewerRequest(scope: Construct, id: string, source: string) {
  return {
    eventType: FunctionEventType.VIEWER_REQUEST,
    function: new EdgeFunction(scope, `${id}Function`, {
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(source),
    }),
  };
}
