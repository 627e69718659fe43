// A CloudFront function on viewer requests for the page's files: a path of the page is the page; a path
// whose last part has a dot is a file or nothing. A Region without a gateway is nothing. Source maps and what begins
// with a dot are not uploaded.
function handler(event) {
  const request = event.request;
  if (/^\/macie(\/|$)/.test(request.uri)) return { statusCode: 404, statusDescription: 'Not Found' };
  if (!/\.[^/]*$/.test(request.uri)) request.uri = '/index.html';
  return request;
}
