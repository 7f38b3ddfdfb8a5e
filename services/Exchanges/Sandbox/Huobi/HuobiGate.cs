using System.Globalization;
using Microsoft.AspNetCore.Http;
using PortfolioPlatform.Sandbox.Serving;
using PortfolioPlatform.Sandbox.Serving.Limits;

namespace PortfolioPlatform.Sandbox.Huobi;

/// <summary>
/// What every call passes first: key, time (five minutes), signature for the host it was sent to, the endpoint's limit per user and two seconds, the key's rights.
/// A GET must not carry a body.
/// </summary>
internal sealed class HuobiGate(VenueSite site)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(5);
    private readonly Dictionary<int, SlidingCounter> _counters = [];
    private readonly Lock _lock = new();

    /// <summary>A handler of a call without a key.</summary>
    public RequestDelegate Public(string endpoint, int limit, Func<HttpContext, Task> serve) =>
        context => Fits(context, $"{context.Connection.RemoteIpAddress}/{endpoint}", limit) ? serve(context) : context.SendAsync(HuobiError.TooMany, StatusCodes.Status429TooManyRequests);

    /// <summary>A handler of a call that needs a key with a right.</summary>
    public RequestDelegate Private(string endpoint, int limit, KeyRights right, Func<HttpContext, DemoKey, Task> serve) => context =>
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) && request.ContentLength > 0) return context.SendAsync(HuobiError.BadSignature, StatusCodes.Status403Forbidden);
        var parameters = request.Query.SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value ?? "")).ToList();
        var (key, error) = Check("AccessKeyId", "Timestamp", "Signature", request.Method, request.Host.Value!, request.Path.Value!, parameters);
        if (key is null) return context.SendAsync(error!);
        if (!Fits(context, $"{key.Account}/{endpoint}", limit)) return context.SendAsync(HuobiError.TooMany, StatusCodes.Status429TooManyRequests);
        return key.Rights.HasFlag(right) ? serve(context, key) : context.SendAsync(HuobiError.NoPermission);
    };

    /// <summary>Checks the parameters of a stream's <c>auth</c> request.</summary>
    public (DemoKey? Key, HuobiError? Error) Stream(string host, IReadOnlyCollection<KeyValuePair<string, string>> parameters) =>
        Check("accessKey", "timestamp", "signature", "GET", host, "/ws/v2", [.. parameters.Where(p => p.Key != "authType")]);

    private (DemoKey? Key, HuobiError? Error) Check(string keyName, string timeName, string signatureName, string method, string host, string path, IReadOnlyCollection<KeyValuePair<string, string>> parameters)
    {
        string Of(string name) => parameters.FirstOrDefault(p => p.Key == name).Value ?? "";
        if (site.FindKey(Of(keyName)) is not { } key) return (null, HuobiError.BadKey);
        if (!DateTimeOffset.TryParseExact(Of(timeName), "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            || (site.VenueNow() - time).Duration() > Validity) return (null, HuobiError.BadTime);
        string[] hosts = [host, "api.huobi.pro", "api-aws.huobi.pro"];
        return HuobiSignature.IsValid(key.Secret, method, hosts, path, parameters.Where(p => p.Key != signatureName), Of(signatureName)) ? (key, null) : (null, HuobiError.BadSignature);
    }

    private bool Fits(HttpContext context, string name, int limit)
    {
        if (!site.Options.EnforceLimits) return true;
        SlidingCounter? counter;
        lock (_lock)
            if (!_counters.TryGetValue(limit, out counter)) _counters[limit] = counter = new SlidingCounter(site.LimitClock, limit, Window);
        var (fits, remaining, left) = counter.Add(name);
        context.Response.Headers["X-HB-RateLimit-Requests-Remain"] = remaining.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["X-HB-RateLimit-Requests-Expire"] = (site.VenueNow() + left).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return fits;
    }
}
