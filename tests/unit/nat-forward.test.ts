import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

const SCRIPT_FOLDER = resolve(__dirname, "../../components/network/nat");

/** Three machines in a row; the server knows no way back to the client, so only a masqueraded packet gets an answer. */
const WIRING = `
mount -t tmpfs none /run && mkdir -p /run/netns
for machine in client nat server; do ip netns add $machine; done
ip link add c0 netns client type veth peer name n0 netns nat
ip link add s0 netns server type veth peer name n1 netns nat
ip -n client addr add 10.0.0.2/24 dev c0 && ip -n client link set c0 up
ip -n nat addr add 10.0.0.1/24 dev n0 && ip -n nat link set n0 up
ip -n nat addr add 203.0.113.1/24 dev n1 && ip -n nat link set n1 up
ip -n server addr add 203.0.113.2/24 dev s0 && ip -n server link set s0 up
ip -n client route add default via 10.0.0.1
`;

/** One process plays server and client: it enters each machine's network in turn, so nobody waits for anybody. */
const CONVERSATION = `
import ctypes, os, socket
def enter(machine):
    with open("/run/netns/" + machine) as network:
        if ctypes.CDLL(None, use_errno=True).setns(network.fileno(), 0) != 0:
            raise OSError(ctypes.get_errno(), "setns")
enter("server")
listener = socket.create_server(("203.0.113.2", 443))
enter("client")
socket.create_connection(("203.0.113.2", 443), timeout=5)
listener.settimeout(5)
print(listener.accept()[1][0], end="")
`;

/** Runs a script as root of a network of its own, which needs user namespaces. */
function inOwnNetwork(script: string) {
  return spawnSync(
    "unshare",
    ["--map-root-user", "--net", "--mount", "--fork", "--pid", "--kill-child", "bash", "--norc", "-euc", script],
    {
      encoding: "utf8",
      timeout: 300_000,
      env: { ...process.env, CONVERSATION, PYTHONPATH: SCRIPT_FOLDER, PYTHONDONTWRITEBYTECODE: "1" },
    },
  );
}

describe("nat/forward.py", () => {
  before(function () {
    // Containers and hardened hosts forbid namespaces; there the script cannot be run at all.
    if (inOwnNetwork(`${WIRING} python3 -c ""`).status !== 0) {
      this.skip();
    }
  });

  it("forwards and masquerades, also after running twice as at a second boot", () => {
    const result = inOwnNetwork(`${WIRING}
      for boot in 1 2; do
        ip netns exec nat python3 -c "import forward; forward.masquerade(); forward.forward()"
      done
      python3 -c "$CONVERSATION"
    `);

    expect(result.stderr).to.equal("");
    expect(result.stdout).to.equal("203.0.113.1");
  });

  it("says so when the kernel refuses the rules", () => {
    const result = inOwnNetwork(`python3 -c "
import forward
try:
    forward.nftables([(forward.NEW_CHAIN, forward.CREATE, [forward.attribute(1, 'absent'), forward.attribute(3, 'x')])])
except OSError as error:
    print(error.errno, end='')
"`);

    expect(result.stderr).to.equal("");
    expect(result.stdout).to.equal("2");
  });
});
