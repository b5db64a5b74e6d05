"""The AWS CLI with its network replaced.

Each line of standard input is a command line; API calls that it makes are asked for on standard output, a line of JSON
each, and answered on standard input. The CLI reads its arguments and botocore checks parameters as ever; the answers
are checked against the output shapes of AWS's models before the CLI sees them.
"""

import contextlib
import functools
import io
import json
import os
import sys

import botocore.auth
import botocore.regions
import botocore.session
from awscli.clidriver import create_clidriver
from botocore.awsrequest import AWSResponse
from botocore.validate import ParamValidator

os.environ.update(
    AWS_ACCESS_KEY_ID="emulated", AWS_SECRET_ACCESS_KEY="emulated", AWS_EC2_METADATA_DISABLED="true", AWS_PAGER=""
)
# Requests to several regions at once need a library that signs them; here none is signed.
botocore.regions.HAS_CRT = True
botocore.auth.AUTH_TYPE_MAPS["v4a"] = botocore.auth.AUTH_TYPE_MAPS["v4"]
# Every command line has a session of its own, which would read AWS's models again.
botocore.session.create_loader = functools.cache(botocore.session.create_loader)
to_parent = os.fdopen(os.dup(sys.stdout.fileno()), "w", buffering=1)


def ask(message):
    to_parent.write(json.dumps(message, default=str) + "\n")
    line = sys.stdin.readline()
    if line == "":
        sys.exit(0)
    return json.loads(line)


def outside_enums(shape, value, path):
    """Values that no enum of the model has; botocore's own validator leaves enums alone."""
    if shape.type_name == "structure" and isinstance(value, dict):
        for name, member in shape.members.items():
            if name in value:
                yield from outside_enums(member, value[name], path + "." + name)
    elif shape.type_name == "list" and isinstance(value, list):
        for item in value:
            yield from outside_enums(shape.member, item, path + "[]")
    elif shape.type_name == "map" and isinstance(value, dict):
        for item in value.values():
            yield from outside_enums(shape.value, item, path + "{}")
    elif shape.type_name == "string" and getattr(shape, "enum", None) and value not in shape.enum:
        yield f"{path}: {value!r} is none of {', '.join(shape.enum)}"


def problems_of(model, answer):
    if model.output_shape is None:
        return f"{model.name} answers nothing" if answer else ""
    report = ParamValidator().validate(answer, model.output_shape).generate_report()
    return "; ".join([*([f"{model.name}: {report}"] if report else []), *outside_enums(model.output_shape, answer, model.name)])


class Network:
    def __init__(self, session):
        self.session = session
        self.parameters = {}
        self.wrong_answer = ""
        session.register("before-parameter-build.*.*", self.note)
        session.register("before-call.*.*", self.answer)

    def note(self, params, model, **_):
        self.parameters[model.name] = json.loads(json.dumps(params, default=str))

    def answer(self, model, request_signer, **_):
        call = {
            "service": model.service_model.service_name,
            "operation": model.name,
            "parameters": self.parameters.get(model.name, {}),
            "region": request_signer.region_name or "us-east-1",
        }
        reply = ask({"call": call})
        error = reply.get("error")
        status = 400 if error else 200
        parsed = {"ResponseMetadata": {"HTTPStatusCode": status}}
        if error:
            parsed["Error"] = {"Code": error["code"], "Message": error["message"]}
        else:
            self.wrong_answer = self.wrong_answer or problems_of(model, reply["answer"])
            parsed.update(reply["answer"])
        return AWSResponse("https://emulated", status, {}, None), parsed


def run(args, region):
    os.environ["AWS_DEFAULT_REGION"] = region
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        driver = create_clidriver()
        network = Network(driver.session)
        try:
            code = driver.main(args)
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
    ended = {"exitCode": code or 0, "stdout": out.getvalue(), "stderr": err.getvalue()}
    # The fault of whoever emulates, which no caller may take for one of AWS's errors.
    return {**ended, "wrongAnswer": network.wrong_answer} if network.wrong_answer else ended


finished = {"ready": True}
while True:
    command = ask(finished)
    finished = run(command["args"], command["region"])
