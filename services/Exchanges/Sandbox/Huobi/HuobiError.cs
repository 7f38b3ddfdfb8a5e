using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace PortfolioPlatform.Sandbox.Huobi;

/// <summary>A refusal: v1 knows it by a word, v2 by a number.</summary>
/// <param name="Word">v1's <c>err-code</c>.</param>
/// <param name="Code">v2's <c>code</c>.</param>
/// <param name="Text">In words.</param>
internal sealed record HuobiError(string Word, int Code, string Text)
{
    public static readonly HuobiError BadKey = new("api-signature-not-valid", 1003, "Signature not valid: Incorrect Access key [Access key错误]");
    public static readonly HuobiError BadSignature = new("api-signature-not-valid", 1003, "Signature not valid: Verification failure [校验失败]");
    public static readonly HuobiError BadTime = new("api-signature-not-valid", 1003, "Signature not valid: Invalid submission time or incorrect time format [无效的提交时间，或时间格式错误]");
    public static readonly HuobiError NoPermission = new("api-signature-not-valid", 1002, "Signature not valid: API key has no permission [API Key没有权限]");
    public static readonly HuobiError TooMany = new("rate-too-many-requests", 429, "exceeded rate limit");
    public static readonly HuobiError Banned = new("rate-too-many-requests", 429, "Your IP is temporarily blocked");
    public static readonly HuobiError Gateway = new("gateway-internal-error", 500, "Failed to load data. Try again later.");
    public static readonly HuobiError BadAccount = new("account-get-accounts-inexistent-error", 2002, "account for id does not exist");
    public static readonly HuobiError BadSymbol = new("invalid-parameter", 2002, "invalid symbol");
    public static readonly HuobiError TooOld = new("base-date-limit-error", 2002, "date less than system limit");
    public static readonly HuobiError NoOrder = new("base-record-invalid", 2002, "record invalid");
    public static readonly HuobiError OrderState = new("order-orderstate-error", 2002, "Incorrect order state");

    /// <summary>A parameter that is missing or cannot be read.</summary>
    public static HuobiError Parameter(string name) => new("validation-format-error", 2002, $"Format Error: {name}.");

    /// <summary>A range of time the endpoint does not take.</summary>
    public static HuobiError Range(string name) => new("invalid_interval", 2002, $"value in {name} exceeded valid range");
}

/// <summary>Answers in HTX's envelopes.</summary>
internal static class HuobiAnswer
{
    /// <summary>An error in the envelope of the path's version; usually with HTTP 200.</summary>
    public static Task SendAsync(this HttpContext context, HuobiError error, int status = StatusCodes.Status200OK)
    {
        var v2 = context.Request.Path.StartsWithSegments("/v2", StringComparison.Ordinal);
        return context.SendAsync(WireAnswer.Json(json =>
        {
            json.WriteStartObject();
            if (v2)
            {
                json.WriteNumber("code", error.Code);
                json.WriteString("message", error.Text);
            }
            else
            {
                json.WriteString("status", "error");
                json.WriteString("err-code", error.Word);
                json.WriteString("err-msg", error.Text);
                json.WriteNull("data");
            }

            json.WriteEndObject();
        }), status);
    }

    /// <summary>v1: <c>{"status":"ok","data":…}</c>.</summary>
    public static ReadOnlyMemory<byte> V1(Action<Utf8JsonWriter> data) => WireAnswer.Json(json =>
    {
        json.WriteStartObject();
        json.WriteString("status", "ok");
        json.WritePropertyName("data");
        data(json);
        json.WriteEndObject();
    });

    /// <summary>v2: <c>{"code":200,"data":…}</c>; <paramref name="next"/> is the id the next page begins with.</summary>
    public static ReadOnlyMemory<byte> V2(Action<Utf8JsonWriter> data, Func<long?>? next = null) => WireAnswer.Json(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("code", 200);
        json.WriteString("message", "success");
        json.WritePropertyName("data");
        data(json);
        if (next?.Invoke() is { } id) json.WriteNumber("nextId", id);
        json.WriteBoolean("ok", true);
        json.WriteEndObject();
    });

    /// <summary>A number in the query; the default where there is none, null where it cannot be read.</summary>
    public static long? Long(this IQueryCollection query, string name, long standard) =>
        query[name].ToString() is { Length: > 0 } text ? long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null : standard;
}
