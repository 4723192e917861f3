// Logs on, and sends requests one after the other: the next one when the last one has its first answer. Prints what it is told as lines of JSON,
// and stays until it is ended.
const [, , port, password, requests] = process.argv
require('reflect-metadata')
const { SessionLauncher } = require('jspurefix/dist/runtime')
const { AsciiSession } = require('jspurefix/dist/transport')

let seed = 11
const random = below => {
  seed = (seed * 1103515245 + 12345) % 2147483648
  return Math.floor(seed / 65536) % below
}

class Client extends AsciiSession {
  constructor (config) {
    super(config)
    this.sent = 0
    this.entered = []
  }

  onApplicationMsg (msgType, view) {
    const message = view.toObject()
    const told = { MsgType: msgType }
    for (const field of ['OrderID', 'ExecType', 'OrdStatus', 'ClOrdID', 'CumQty', 'AvgPx', 'ExecID', 'ExecRefID', 'LastQty']) told[field] = message[field]
    console.log('TOLD ' + JSON.stringify(told))
    if (message.ClOrdID === 'j' + this.sent) this.next()
  }

  onReady () { this.next() }

  next () {
    if (this.sent >= Number(requests)) {
      console.log('DONE')
      return
    }
    const what = this.entered.length ? random(10) : 0
    const of = this.entered.length ? this.entered[random(this.entered.length)] : undefined
    this.sent++
    const id = 'j' + this.sent
    const about = { ClOrdID: id, Side: '1', TransactTime: new Date(), Instrument: { Symbol: 'ACME' } }
    if (what < 7) {
      this.entered.push(id)
      this.send('D', {
        ...about, Side: random(2) ? '1' : '2', Account: random(2) ? 'BUYER' : 'SELLER', OrdType: '2', Price: random(2) ? 10 : 9.95, TimeInForce: '0', HandlInst: '1',
        OrderQtyData: { OrderQty: 10 * (1 + random(20)) }
      })
    } else if (what < 9) this.send('F', { ...about, OrigClOrdID: of, OrderQtyData: { OrderQty: 100 } })
    else this.send('G', { ...about, OrigClOrdID: of, OrdType: '2', Price: 10, HandlInst: '1', OrderQtyData: { OrderQty: 150 } })
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
      Username: 'algo', Password: password, EncryptMethod: 0, ResetSeqNumFlag: true, HeartBtInt: 30,
      SenderCompId: 'ALGO', TargetCompID: 'PLUMBLINE', BeginString: 'FIX.4.4'
    }
  }
  makeFactory () { return { makeSession: config => new Client(config) } }
}

new Launcher().exec()
