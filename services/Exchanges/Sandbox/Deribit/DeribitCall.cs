using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Deribit;

/// <summary>A refusal in the venue's words.</summary>
internal readonly record struct DeribitError(int Code, string Message, int Status = 400);

/// <summary>One call of JSON-RPC, whichever way it came.</summary>
/// <param name="Method">Such as <c>public/ticker</c>.</param>
/// <param name="Arguments">Its parameters.</param>
/// <param name="Id">What the answer repeats.</param>
internal sealed record DeribitCall(string Method, JsonElement Arguments, string? Id)
{
    /// <summary>Whose call it is; null when it is signed by nobody.</summary>
    public DemoKey? Key { get; init; }

    /// <summary>A parameter's text; null when there is none.</summary>
    public string? this[string name] => Arguments.Member(name);

    public static DeribitCall Of(JsonElement message) => new(
        message.Member("method") ?? "", message.ValueKind == JsonValueKind.Object && message.TryGetProperty("params", out var arguments) ? arguments.Clone() : default, message.Member("id"));

    public long Number(string name, long otherwise) => long.TryParse(this[name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    public string Answer(string result) => $$"""{"jsonrpc":"2.0",{{IdText}}"result":{{result}},"usIn":1700000000000000,"usOut":1700000000000100,"usDiff":100,"testnet":false}""";

    public string Refusal(DeribitError error) => $$$"""{"jsonrpc":"2.0",{{{IdText}}}"error":{"code":{{{error.Code}}},"message":"{{{error.Message}}}"},"usIn":1700000000000000,"usOut":1700000000000100,"usDiff":100,"testnet":false}""";

    private string IdText => Id is null ? "" : $"\"id\":{Id},";
}
