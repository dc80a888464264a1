// Calls the Cloud API with the official SDK for Node. Arguments: the folder of its modules, host and port, key id, key.
// Prints a line a call: its name, and the request id or the error.
const path = require('path');
const [modules, endpoint, secretId, secretKey] = process.argv.slice(2);
const { cvm } = require(path.join(path.resolve(modules), 'tencentcloud-sdk-nodejs-cvm'));

function client(reqMethod) {
  return new cvm.v20170312.Client({
    credential: { secretId, secretKey },
    region: 'ap-guangzhou',
    profile: { signMethod: 'TC3-HMAC-SHA256', httpProfile: { reqMethod, protocol: 'http://', endpoint } },
  });
}

const calls = [
  ['DescribeInstances', {}],
  ['DescribeInstances', { Limit: 5, Offset: 20 }],
  ['DescribeInstances', { Filters: [{ Name: 'zone', Values: ['ap-guangzhou-1'] }] }],
  ['DescribeInstances', { InstanceIds: ['ins-00000001'] }],
  ['DescribeZones', {}],
  ['DescribeRegions', {}],
  ['DescribeImages', { Limit: 10 }],
  ['DescribeKeyPairs', {}],
  ['RunInstances', { Placement: { Zone: 'ap-guangzhou-1' }, ImageId: 'img-1', InstanceName: '未命名 +=&*~%' }],
  ['RebootInstances', { InstanceIds: ['ins-00000001'] }],
];

(async () => {
  for (const method of ['POST', 'GET']) {
    for (const [action, parameters] of calls) {
      try {
        const answer = await client(method)[action](parameters);
        console.log(`${method} ${action}|${answer.RequestId}`);
      } catch (e) {
        console.log(`${method} ${action}|${e.code} ${e.message}`);
      }
    }
  }
})();
