// A CloudFront function on viewer requests to /macie/{region}/*, the behaviour of one Region.
//
// The browser has signed the request for Macie's own host and path. CloudFront sets the host; this strips
// the prefix and lets nothing pass but ListClassificationJobs and DescribeClassificationJob. The address
// here is as it came, escapes and all: what has a query, an escape, a dot or a second slash was not signed
// by the page. And only an address without them can have matched the behaviour of the Region it names.
function handler(event) {
  const request = event.request;
  const path = /^\/macie\/[a-z0-9-]+(\/jobs\/[A-Za-z0-9_-]+)$/.exec(request.uri);
  if (!path || Object.keys(request.querystring).length > 0) {
    return { statusCode: 404, statusDescription: 'Not Found' };
  }
  const method = path[1] === '/jobs/list' ? 'POST' : 'GET';
  if (request.method !== method) {
    return {
      statusCode: 405,
      statusDescription: 'Method Not Allowed',
      headers: { allow: { value: method } },
    };
  }
  request.uri = path[1];
  // Not signed, and nothing of AWS's: another application's on the same domain.
  request.cookies = {};
  return request;
}
