using PortfolioPlatform.Deribit.Wire;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Deribit;

/// <summary>One key.</summary>
internal sealed class DeribitSession(VenueCredentials credentials, VenueContext context) : IVenueSession, IDerivativesSession
{
    private static readonly string[] Needed = ["account", "trade", "wallet"];
    private static readonly string[] Coins = ["BTC", "ETH"];
    private static readonly HashSet<string> Wallets = new(StringComparer.Ordinal) { "BTC", "ETH", "USDC", "USDT", "SOL", "XRP", "EURR", "PAXG", "STETH", "USYC", "USDE", "BNB" };
    private readonly VenueHttp _http = new(DeribitConnector.VenueProfile, context, credentials);

    /// <inheritdoc/>
    public async Task<Result<KeyPermissions>> ProbeAsync(CancellationToken cancellationToken)
    {
        var answer = await _http.SendAsync(DeribitEndpoints.Grant, cancellationToken);
        if (!answer.IsOk) return answer.Error;
        if (DeribitAnswer.Result(answer.Value.Body) is not { } result || WireJson.Read(result, DeribitJson.Default.DeribitGrant) is not { } grant)
            return new VenueError(VenueErrorType.Malformed, "auth", "The key's permissions could not be read.");
        var scope = grant.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        string[] missing = [.. Needed.Where(part => !scope.Contains(part + ":read") && !scope.Contains(part + ":read_write")).Select(part => part + ":read")];
        return new KeyPermissions(missing.Length == 0, scope.Contains("trade:read_write"), scope.Contains("wallet:read_write"), [.. missing], null);
    }

    /// <inheritdoc/>
    public async Task<Result<BalancePage>> FetchBalancesAsync(CancellationToken cancellationToken)
    {
        var request = DeribitEndpoints.AccountSummaries;
        var answer = await _http.SendAsync(request, cancellationToken);
        if (!answer.IsOk) return answer.Error;
        var raw = new RawPage(DeribitEndpoints.Summaries, request.ToString(), answer.Value.Body, answer.Value.ReceivedAt);
        var mapped = DeribitMapper.Map(raw.Endpoint, raw.Body);
        return mapped.IsUnreadable() ? new VenueError(VenueErrorType.Malformed, request.Path, "The balances could not be read.") : new BalancePage([raw], mapped.Balances, raw.FetchedAt);
    }

    /// <inheritdoc/>
    public Task<Result<DerivativesPage>> FetchDerivativesAsync(CancellationToken cancellationToken) => new DeribitDerivatives(_http, context.Clock).FetchAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<Result<IReadOnlyList<HistoryStream>>> DiscoverStreamsAsync(IReadOnlySet<string> seenSymbols, CancellationToken cancellationToken) =>
        Task.FromResult<Result<IReadOnlyList<HistoryStream>>>(Coins.Union(seenSymbols.Where(Wallets.Contains)).Order(StringComparer.Ordinal).Select((c, i) => new HistoryStream(DeribitEndpoints.Log + c, i)).ToList());

    /// <inheritdoc/>
    public async Task<Result<HistoryPage>> FetchPageAsync(string stream, string? cursor, CancellationToken cancellationToken)
    {
        if (!stream.StartsWith(DeribitEndpoints.Log, StringComparison.Ordinal)) return new VenueError(VenueErrorType.InvalidRequest, stream, $"Deribit has no history '{stream}'.");
        var (pass, now) = (HistoryPass.Parse(cursor), context.Clock.GetUtcNow());
        var request = DeribitHistory.Request(stream, pass, now);
        var answer = await _http.SendAsync(request, cancellationToken);
        if (!answer.IsOk) return answer.Error;
        return DeribitHistory.Page(new RawPage(stream, request.ToString(), answer.Value.Body, answer.Value.ReceivedAt), pass, now);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<PrivateEvent> StreamAsync(CancellationToken cancellationToken) => DeribitPrivateStream.ReadAsync(credentials, context, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }
}
