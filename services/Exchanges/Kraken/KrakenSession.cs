using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Kraken.Ledger;
using PortfolioPlatform.Kraken.Wire;

namespace PortfolioPlatform.Kraken;

/// <summary>One Kraken key.</summary>
internal sealed class KrakenSession : IVenueSession
{
    /// <summary>Permissions without which history is not whole, and how the page where keys are made calls them: the key guide's own words.</summary>
    private static readonly (string Permission, string Name)[] NeededPermissions =
        [("query-funds", "Funds: Query"), ("query-ledger", "Data: Query ledger entries"), ("query-closed-trades", "Orders and trades: Query closed orders & trades")];

    private readonly VenueHttp _http;
    private readonly VenueContext _context;
    private readonly KrakenAllowance _allowance;
    private readonly KrakenAssets _assets;
    private readonly KrakenHistory _history;

    public KrakenSession(VenueProfile profile, VenueCredentials credentials, VenueContext context)
    {
        (_context, _allowance) = (context, new KrakenAllowance(credentials.Key));
        _http = new VenueHttp(profile with { ReadLimits = _allowance.Notice }, context, credentials);
        _assets = new KrakenAssets(_http, context.Clock);
        _history = new KrakenHistory(_http, _assets, new KrakenFacts(_http, _allowance, context.Clock), _allowance, context.Clock);
    }

    /// <inheritdoc/>
    public async Task<Result<KeyPermissions>> ProbeAsync(CancellationToken cancellationToken)
    {
        var answer = await _http.SendAsync(KrakenEndpoints.ApiKeyInfo(_allowance), cancellationToken);
        if (!answer.IsOk) return answer.Error;
        if (KrakenEnvelope.Result(answer.Value.Body) is not { } result || WireJson.Read(result, KrakenJson.Default.KrakenKeyInfo) is not { } info
            || WireJson.Read(result, KrakenJson.Default.KrakenKeyLimits) is not { } limits)
            return new VenueError(VenueErrorType.Malformed, "GetApiKeyInfo", "The key's permissions could not be read.");
        var granted = info.Permissions.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var missing = NeededPermissions.Where(needed => !granted.Contains(needed.Permission)).Select(needed => needed.Name).ToList();
        if (new[] { info.QueryFrom, info.QueryTo, limits.QueryFrom, limits.QueryTo }.Any(limit => Seconds(limit) > 0)) missing.Add("history without a date limit (query_from, query_to)");
        return new KeyPermissions(
            granted.Contains("query-funds"), granted.Contains("modify-trades"), granted.Contains("withdraw-funds"), [.. missing],
            Math.Max(Seconds(info.ValidUntil), Seconds(limits.ValidUntil)) is > 0 and var until ? DateTimeOffset.FromUnixTimeSeconds(until) : null);
    }

    /// <inheritdoc/>
    public async Task<Result<BalancePage>> FetchBalancesAsync(CancellationToken cancellationToken)
    {
        if (await _assets.EnsureAssetsAsync(cancellationToken) is { } failed) return failed;
        var balances = await _http.SendAsync(KrakenEndpoints.BalanceEx(_allowance), cancellationToken);
        if (!balances.IsOk) return balances.Error;
        var (pages, allocated) = await AllocationsAsync(cancellationToken);
        var held = Map("BalanceEx", balances.Value.Body);
        if (held.Problems.Any(problem => problem.Code == "page-unreadable")) return new VenueError(VenueErrorType.Malformed, "BalanceEx", "The balances could not be read.");
        var raw = new RawPage("BalanceEx", "POST /0/private/BalanceEx", balances.Value.Body, balances.Value.ReceivedAt);
        return new BalancePage([raw, .. pages], KrakenVaults.Join(held.Balances, allocated), balances.Value.ReceivedAt);
    }

    /// <inheritdoc/>
    public Task<Result<IReadOnlyList<HistoryStream>>> DiscoverStreamsAsync(IReadOnlySet<string> seenSymbols, CancellationToken cancellationToken) =>
        Task.FromResult<Result<IReadOnlyList<HistoryStream>>>(new[] { new HistoryStream(LedgerWriter.Source, 0) });

    /// <inheritdoc/>
    public Task<Result<HistoryPage>> FetchPageAsync(string stream, string? cursor, CancellationToken cancellationToken) => _history.FetchAsync(cursor, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<PrivateEvent> StreamAsync(CancellationToken cancellationToken) => new KrakenPrivateStream(_http, _context, _allowance).RunAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<(List<RawPage> Pages, List<VenueBalance> Allocated)> AllocationsAsync(CancellationToken cancellationToken)
    {
        var (pages, allocated, cursor) = (new List<RawPage>(), new List<VenueBalance>(), (string?)null);
        do
        {
            var answer = await _http.SendAsync(KrakenEndpoints.EarnAllocations(_allowance, cursor), cancellationToken);
            if (!answer.IsOk) break;
            pages.Add(new RawPage("EarnAllocations", "POST /0/private/Earn/Allocations", answer.Value.Body, answer.Value.ReceivedAt));
            allocated.AddRange(Map("EarnAllocations", answer.Value.Body).Balances);
            var next = KrakenEnvelope.Member(answer.Value.Body, "next_cursor") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
            cursor = next == cursor ? null : next;
        }
        while (!string.IsNullOrEmpty(cursor));
        return (pages, allocated);
    }

    private MappedPage Map(string endpoint, ReadOnlyMemory<byte> body)
    {
        var page = KrakenMapper.Map(endpoint, body, null);
        return page with { Balances = [.. page.Balances.Select(balance => balance with { Symbol = _assets.Symbol(balance.Code) })] };
    }

    private static long Seconds(JsonElement time) => long.TryParse(WireJson.Text(time), out var seconds) ? seconds : 0;
}
