using System.Security.Cryptography;
using System.Text;

namespace PortfolioPlatform.Sandbox.Huobi;

/// <summary>
/// HTX signatures: base64 HMAC-SHA256 over method, lower-case host, path and canonical query, one per line.
/// The canonical query holds every parameter but the signature, sorted by ASCII order, values percent-encoded with upper-case hex.
/// </summary>
internal static class HuobiSignature
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";

    /// <summary>Whether the signature fits for one of the host names the server answers to.</summary>
    public static bool IsValid(string secret, string method, IEnumerable<string> hosts, string path, IEnumerable<KeyValuePair<string, string>> parameters, string signature)
    {
        var query = Canonical(parameters);
        return hosts.Any(host => string.Equals(Sign(secret, $"{method}\n{host.ToLowerInvariant()}\n{path}\n{query}"), signature, StringComparison.Ordinal));
    }

    private static string Sign(string secret, string text) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));

    private static string Canonical(IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join('&', parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Key + "=" + Encode(p.Value)));

    private static string Encode(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var unit in Encoding.UTF8.GetBytes(value))
        {
            if (Unreserved.Contains((char)unit, StringComparison.Ordinal)) text.Append((char)unit);
            else text.Append('%').Append(unit.ToString("X2"));
        }

        return text.ToString();
    }
}
