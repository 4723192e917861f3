// Logs on, sends an order, prints what it is told as lines of JSON, replaces the order when it is new, and logs out when it is filled.
const [, , port] = process.argv
require('reflect-metadata')
const { SessionLauncher } = require('jspurefix/dist/runtime')
const { AsciiSession } = require('jspurefix/dist/transport')

class Client extends AsciiSession {
  onApplicationMsg (msgType, view) {
    const message = view.toObject()
    const told = { msgType }
    for (const field of ['ExecType', 'OrdStatus', 'ClOrdID', 'OrigClOrdID', 'OrderQty', 'CumQty', 'LeavesQty', 'AvgPx', 'ExecID']) told[field] = message[field]
    const order = message.OrderQtyData
    if (order) told.OrderQty = order.OrderQty
    console.log('TOLD ' + JSON.stringify(told))
    if (message.ExecType === '0') this.replace()
    if (message.OrdStatus === '2') this.done()
  }

  onReady () {
    this.send('D', {
      ClOrdID: '1', Account: 'ACC1', Side: '1', OrdType: '2', Price: 12.5, TimeInForce: '0', TransactTime: new Date(),
      HandlInst: '1', Instrument: { Symbol: 'IBM' }, OrderQtyData: { OrderQty: 100 }
    })
  }

  replace () {
    this.send('G', {
      ClOrdID: '2', OrigClOrdID: '1', Account: 'ACC1', Side: '1', OrdType: '2', Price: 12.6, TimeInForce: '0', TransactTime: new Date(),
      HandlInst: '1', Instrument: { Symbol: 'IBM' }, OrderQtyData: { OrderQty: 200 }
    })
  }

  onLogon () { return true }
  onStopped () { console.log('STOPPED') }
  onDecoded () {}
  onEncoded () {}
}

class Launcher extends SessionLauncher {
  constructor () { super('client', null) }
  loadConfig () {
    return {
      application: {
        reconnectSeconds: 1, type: 'initiator', name: 'client', tcp: { host: '127.0.0.1', port: Number(port) }, protocol: 'ascii', dictionary: 'qf44'
      },
      Username: 'algo', Password: 'secret', EncryptMethod: 0, ResetSeqNumFlag: true, HeartBtInt: 30,
      SenderCompId: 'ALGO', TargetCompID: 'PLUMB', BeginString: 'FIX.4.4'
    }
  }
  makeFactory () { return { makeSession: config => new Client(config) } }
}

new Launcher().exec()
