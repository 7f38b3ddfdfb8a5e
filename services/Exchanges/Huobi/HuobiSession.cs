using System.Collections.Immutable;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Huobi;

/// <summary>One key.</summary>
internal sealed class HuobiSession(VenueCredentials credentials, VenueContext context) : IVenueSession
{
    private const string Deposits = "deposits";
    private const string Withdrawals = "withdrawals";

    // Windows without a record are many and nothing to archive: so many are stepped over in one call.
    private const int MostEmptyPages = 24;
    private readonly VenueHttp _http = new(HuobiConnector.VenueProfile, context, credentials);
    private IReadOnlyDictionary<string, string>? _symbols;

    /// <inheritdoc/>
    public async Task<Result<KeyPermissions>> ProbeAsync(CancellationToken cancellationToken)
    {
        var uid = await DataAsync(HuobiEndpoints.UserId(credentials.Key), cancellationToken);
        if (!uid.IsOk) return uid.Error;
        var keys = await DataAsync(HuobiEndpoints.ApiKeys(credentials.Key, WireJson.Text(uid.Value.Data)), cancellationToken);
        if (!keys.IsOk) return keys.Error;
        var key = keys.Value.Data.ValueKind != JsonValueKind.Array ? null : keys.Value.Data.EnumerateArray()
            .Select(row => WireJson.Read(row, HuobiJsonV2.Default.HuobiKey)).FirstOrDefault(row => row?.AccessKey == credentials.Key);
        if (key is null) return Malformed("/v2/user/api-key");
        var rights = key.Permission.Split(',', StringSplitOptions.TrimEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);
        DateTimeOffset? expires = key.ValidDays >= 0 ? context.Clock.GetUtcNow().AddDays(key.ValidDays) : null;
        return new KeyPermissions(rights.Contains("readOnly"), rights.Contains("trade"), rights.Contains("withdraw"), rights.Contains("readOnly") ? [] : ["readOnly"], expires);
    }

    /// <inheritdoc/>
    public async Task<Result<BalancePage>> FetchBalancesAsync(CancellationToken cancellationToken)
    {
        var accounts = await AccountsAsync(cancellationToken);
        if (!accounts.IsOk) return accounts.Error;
        var (raw, balances) = (ImmutableArray.CreateBuilder<RawPage>(), ImmutableArray.CreateBuilder<VenueBalance>());
        foreach (var account in accounts.Value)
        {
            var request = HuobiEndpoints.BalanceOf(credentials.Key, account.Id);
            var answer = await _http.SendAsync(request, cancellationToken);
            if (!answer.IsOk) return answer.Error;
            var page = HuobiMapper.Map(HuobiEndpoints.Balance, answer.Value.Body, new HuobiMeta(), out _);
            if (page.IsUnreadable()) return Malformed(request.Path);
            raw.Add(Raw(HuobiEndpoints.Balance, request, answer.Value));
            balances.AddRange(page.Balances);
        }

        return new BalancePage(raw.ToImmutable(), balances.ToImmutable(), context.Clock.GetUtcNow());
    }

    /// <inheritdoc/>
    public Task<Result<IReadOnlyList<HistoryStream>>> DiscoverStreamsAsync(IReadOnlySet<string> seenSymbols, CancellationToken cancellationToken) =>
        Task.FromResult<Result<IReadOnlyList<HistoryStream>>>(new HistoryStream[]
        {
            new(HuobiEndpoints.Matches, 0), new(Deposits, 1), new(Withdrawals, 1), new(HuobiEndpoints.Transfers, 2), new(HuobiEndpoints.Records, 3),
        });

    /// <inheritdoc/>
    public async Task<Result<HistoryPage>> FetchPageAsync(string stream, string? cursor, CancellationToken cancellationToken)
    {
        if (stream is Deposits or Withdrawals) return await MovementsAsync(stream == Deposits ? "deposit" : "withdraw", HistoryPass.Parse(cursor), cancellationToken);
        if (HuobiWindowed.All.FirstOrDefault(windowed => windowed.Endpoint == stream) is not { } endpoint) return new VenueError(VenueErrorType.InvalidRequest, stream, $"HTX has no history '{stream}'.");
        for (var tries = 1; ; tries++)
        {
            var page = await SweepAsync(endpoint, HuobiSweep.Parse(cursor), cancellationToken);
            if (!page.IsOk || page.Value.CaughtUp || page.Value.Mapped.RecordCount > 0 || page.Value.Mapped.Transactions.Length > 0 || tries > MostEmptyPages) return page;
            cursor = page.Value.Cursor;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<PrivateEvent> StreamAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var symbols = await SymbolsAsync(cancellationToken);
        if (_http.Clock.NeedsMeasuring) await _http.MeasureAsync(cancellationToken);
        await foreach (var told in HuobiPrivateStream.ReadAsync(credentials, context, _http.Clock, new HuobiCodes(symbols), cancellationToken)) yield return told;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Result<HistoryPage>> MovementsAsync(string type, HistoryPass pass, CancellationToken cancellationToken)
    {
        var request = HuobiEndpoints.MovementPage(credentials.Key, type, pass.Position);
        var answer = await _http.SendAsync(request, cancellationToken);
        if (!answer.IsOk) return answer.Error;
        return HuobiMovementHistory.Page(Raw(HuobiEndpoints.Movements, request, answer.Value), pass);
    }

    private async Task<Result<HistoryPage>> SweepAsync(HuobiWindowed endpoint, HuobiSweep sweep, CancellationToken cancellationToken)
    {
        if (sweep.End is null)
        {
            var accounts = endpoint.PerAccount ? await AccountsAsync(cancellationToken) : new[] { new HuobiAccount(0, "all") };
            if (!accounts.IsOk) return accounts.Error;
            sweep = HuobiSweepHistory.Begin(sweep, [.. accounts.Value.Select(account => account.Id)], _http.Clock.GetUtcNow());
        }

        var now = _http.Clock.GetUtcNow();
        var request = HuobiSweepHistory.Request(endpoint, sweep, credentials.Key, now);
        var answer = await _http.SendAsync(request, cancellationToken);
        if (!answer.IsOk) return answer.Error;
        var meta = endpoint.PerAccount ? new HuobiMeta() : await SymbolsOfAsync(answer.Value.Body, cancellationToken);
        return HuobiSweepHistory.Page(endpoint, Raw(endpoint.Endpoint, request, answer.Value), sweep, meta, now);
    }

    private async Task<Result<HuobiAccount[]>> AccountsAsync(CancellationToken cancellationToken)
    {
        var answer = await DataAsync(HuobiEndpoints.Accounts(credentials.Key), cancellationToken);
        if (!answer.IsOk) return answer.Error;
        if (answer.Value.Data.ValueKind != JsonValueKind.Array) return Malformed("/v1/account/accounts");
        return answer.Value.Data.EnumerateArray().Select(row => WireJson.Read(row, HuobiJson.Default.HuobiAccount)).OfType<HuobiAccount>().OrderBy(account => account.Id).ToArray();
    }

    // Only the symbols of the page travel with it.
    private async Task<HuobiMeta> SymbolsOfAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (HuobiMapper.Data(body) is not { ValueKind: JsonValueKind.Array } rows || rows.GetArrayLength() == 0) return new HuobiMeta();
        var table = await SymbolsAsync(cancellationToken);
        var named = rows.EnumerateArray().Select(row => HuobiMapper.IdOf(row, "symbol")).OfType<string>().Distinct(StringComparer.Ordinal).Where(table.ContainsKey);
        return new HuobiMeta { Symbols = named.ToImmutableSortedDictionary(symbol => symbol, symbol => table[symbol], StringComparer.Ordinal) };
    }

    private async Task<IReadOnlyDictionary<string, string>> SymbolsAsync(CancellationToken cancellationToken)
    {
        if (_symbols is not null) return _symbols;
        var answer = await _http.SendAsync(HuobiEndpoints.Symbols, cancellationToken);
        if (!answer.IsOk) return HuobiCodes.BuiltIn.Symbols;
        using var document = JsonDocument.Parse(answer.Value.Body);
        return _symbols = HuobiCodes.Read(document.RootElement);
    }

    private async Task<Result<(VenueResponse Response, JsonElement Data)>> DataAsync(VenueRequest request, CancellationToken cancellationToken)
    {
        var answer = await _http.SendAsync(request, cancellationToken);
        if (!answer.IsOk) return answer.Error;
        return HuobiMapper.Data(answer.Value.Body) is { } data ? (answer.Value, data) : Malformed(request.Path);
    }

    private static RawPage Raw(string endpoint, VenueRequest request, VenueResponse answer) => new(endpoint, request.ToString(), answer.Body, answer.ReceivedAt);

    private static VenueError Malformed(string endpoint) => new(VenueErrorType.Malformed, endpoint, $"The answer of {endpoint} is not in the documented shape.");
}
