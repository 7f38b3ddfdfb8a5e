using System.Text;
using System.Text.Json.Nodes;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Host.Tests;

/// <summary>An auditor with one file proves a transaction down to the venue's record, and finds whatever was changed.</summary>
[Collection(SmallDemoStories.Name)]
public sealed class BundleTests(SmallDemo demo) : IAsyncLifetime
{
    private const int Tries = 150;
    private readonly TemporaryFolder _folder = new();
    private Bundle _small = null!;

    private static string Ledger => $"accounts/{DemoTenant.Account("bitfinex")}/ledger.jsonl";

    private string Heads => Path.Combine(_folder.Path, "heads.jsonl");

    public async Task InitializeAsync()
    {
        await RunAsync("export-heads", Heads);
        _small = await ExportAsync("--account", DemoTenant.Account("bitfinex").ToString());
    }

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Every_transaction_of_every_venue_is_proven_by_its_raw_record_and_two_verifiers_agree()
    {
        var all = await ExportAsync();
        var rows = DemoTenant.Venues.SelectMany(v => all.Lines($"accounts/{DemoTenant.Account(v)}/ledger.jsonl")).Select(l => JsonNode.Parse(l)!).ToArray();
        var sent = rows.Where(r => (string)r["page"]! != Guid.Empty.ToString()).ToArray();
        Assert.Equal(DemoTenant.Venues.Count, sent.Select(r => (string)r["venue"]!).Distinct().Count());

        var (code, text) = await all.VerifyAsync(["--heads", Heads, .. sent.SelectMany(r => new[] { "--id", (string)r["id"]! })]);

        Assert.True(code == 0, Tail(text));
        Assert.Contains($"{sent.Length} rows read again from their pages: verified", text, StringComparison.Ordinal);
        Assert.DoesNotContain("held against no head", text, StringComparison.Ordinal);
        // A few venues give some records no id: their mapper makes one of the content, and the verifier says so.
        var unplaced = text.Split('\n').Count(l => l.Contains("made by the mapper", StringComparison.Ordinal));
        Assert.InRange(unplaced, 0, sent.Length / 20);
        var (second, opinion) = await all.SecondOpinionAsync((string)sent[0]["id"]!);
        Assert.True(second == 0, Tail(opinion));
        Assert.Contains($"proven row {sent[0]["number"]} page {sent[0]["page"]} sha256 {sent[0]["pageHash"]}", opinion, StringComparison.Ordinal);
        foreach (var line in opinion.Split('\n').Where(l => l.StartsWith("account ", StringComparison.Ordinal))) Assert.Contains(line.Split(' ')[^1], text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_single_changed_byte_of_any_member_is_found()
    {
        var random = new Random(20260302);
        var names = _small.Members.Keys.Order(StringComparer.Ordinal).ToArray();
        for (var i = 0; i < Tries; i++)
        {
            var name = names[random.Next(names.Length)];
            var changed = _small.With(name, Flip(_small.Members[name], random));
            var (code, text) = await changed.VerifyAsync();
            Assert.True(code == 1, $"not found, try {i}: {name}");
            if (i % 30 == 0) Assert.True((await changed.SecondOpinionAsync()).Code == 1, $"the second verifier did not find try {i}: {name}");
            Assert.Contains(name == "MANIFEST" ? "" : name, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task With_the_list_of_hashes_made_anew_rows_pages_and_heads_still_cannot_be_changed()
    {
        var random = new Random(20260303);
        var names = _small.Members.Keys.Where(n => n.EndsWith(".raw", StringComparison.Ordinal)).Append(Ledger).Append(Ledger).Append("heads.jsonl").ToArray();
        for (var i = 0; i < Tries; i++)
        {
            var name = names[random.Next(names.Length)];
            var content = Flip(_small.Members[name], random);
            if (name == "heads.jsonl" && SameHead(content)) continue;
            Assert.True((await _small.With(name, content).Relisted().VerifyAsync()).Code == 1, $"not found, try {i}: {name}");
        }

        bool SameHead(byte[] content)
        {
            // When a head was exported is for people: only number and hash are proven.
            var (was, now) = (Encoding.UTF8.GetString(_small.Members["heads.jsonl"]).Split("\"at\""), Encoding.UTF8.GetString(content).Split("\"at\""));
            return was[0] == now[0];
        }
    }

    [Fact]
    public async Task Rows_and_pages_that_are_taken_away_swapped_or_cut_off_are_found_by_both_verifiers()
    {
        var rows = _small.Lines(Ledger);
        var pages = _small.Members.Keys.Where(n => n.EndsWith(".raw", StringComparison.Ordinal)).ToArray();
        var other = pages.First(p => !_small.Members[p].AsSpan().SequenceEqual(_small.Members[pages[0]]));
        Bundle[] forged =
        [
            _small.With(Ledger, rows.Where((_, i) => i != 1)), _small.With(Ledger, rows[..^1]), _small.With(Ledger, [rows[1], rows[0], .. rows[2..]]), _small.With(Ledger, [.. rows, rows[^1]]),
            _small.With(pages[0], (byte[]?)null), _small.With(pages[0], _small.Members[other]).With(other, _small.Members[pages[0]]),
            _small.With($"accounts/{DemoTenant.Account("bitfinex")}/pages.jsonl", _small.Lines($"accounts/{DemoTenant.Account("bitfinex")}/pages.jsonl")[1..]), _small.With("heads.jsonl", Array.Empty<string>()),
        ];
        foreach (var (bundle, at) in forged.Select((b, i) => (b, i)))
        {
            Assert.True((await bundle.Relisted().VerifyAsync()).Code == 1, $"forgery {at}");
            Assert.True((await bundle.Relisted().SecondOpinionAsync()).Code == 1, $"forgery {at}, second verifier");
        }
    }

    [Fact]
    public async Task A_tail_that_is_cut_off_with_its_head_made_anew_is_found_by_a_head_from_outside()
    {
        var rows = _small.Lines(Ledger);
        var last = JsonNode.Parse(rows[^2])!;
        var head = _small.Lines("heads.jsonl").Single();
        var was = JsonNode.Parse(head)!;
        head = head.Replace($"\"number\":{was["number"]}", $"\"number\":{last["number"]}", StringComparison.Ordinal).Replace((string)was["hash"]!, (string)last["hash"]!, StringComparison.Ordinal);
        var page = (string)JsonNode.Parse(rows[^1])!["page"]!;
        var cut = _small.With(Ledger, rows[..^1]).With("heads.jsonl", [head]);
        if (rows[..^1].All(r => !r.Contains(page, StringComparison.Ordinal)))
        {
            var index = $"accounts/{DemoTenant.Account("bitfinex")}/pages.jsonl";
            cut = cut.With($"pages/{page}.raw", (byte[]?)null).With($"pages/{page}.metadata.json", (byte[]?)null).With(index, _small.Lines(index).Where(l => !l.Contains(page, StringComparison.Ordinal)));
        }

        var inside = await cut.Relisted().VerifyAsync();
        Assert.True(inside.Code == 0, Tail(inside.Text));
        var (code, text) = await cut.Relisted().VerifyAsync("--heads", Heads);
        Assert.Equal(1, code);
        Assert.Contains("the tail was cut", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_takes_only_the_pages_its_lines_rest_on_and_each_line_is_proven()
    {
        var rows = _small.Lines(Ledger).Select(l => JsonNode.Parse(l)!).Where(r => (string)r["page"]! != Guid.Empty.ToString()).ToArray();
        var (line, elsewhere) = (rows[0], rows.Last(r => (string)r["page"]! != (string)rows[0]["page"]!));
        var report = Path.Combine(_folder.Path, "lot-trace.csv");
        await File.WriteAllTextAsync(report, $"asset,lot,acquired\nbtc,c41-{Guid.Parse((string)line["id"]!):N}.02,2026-03-02\n");
        var bundle = await ExportAsync("--report", report);

        Assert.Equal(["bitfinex"], bundle.Lines(Ledger).Select(l => (string)JsonNode.Parse(l)!["venue"]!).Distinct());
        Assert.Single(bundle.Members.Keys, n => n.EndsWith(".raw", StringComparison.Ordinal));
        var (code, text) = await bundle.VerifyAsync("--heads", Heads, "--report", report);
        Assert.True(code == 0, text);
        Assert.Contains("raw record /", text, StringComparison.Ordinal);
        Assert.Contains("reads this transaction in it", text, StringComparison.Ordinal);
        Assert.Equal(0, (await bundle.SecondOpinionAsync((string)line["id"]!)).Code);
        Assert.Contains("is not in this bundle", (await bundle.VerifyAsync("--id", (string)elsewhere["id"]!)).Text, StringComparison.Ordinal);
        Assert.Equal(1, (await bundle.VerifyAsync("--id", Guid.NewGuid().ToString())).Code);
        Assert.Equal(2, (await bundle.VerifyAsync("--nonsense")).Code);
    }

    [Fact]
    public async Task The_document_names_every_number_as_the_program_has_it()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "node", "bundle.md"));
        Assert.All(Enum.GetValues<TransactionKind>().Select(k => $"{(int)k} {k}"), word => Assert.Contains(word, text, StringComparison.Ordinal));
        Assert.All(Enum.GetValues<TransactionStatus>().Select(k => $"{(int)k} {k}"), word => Assert.Contains(word, text, StringComparison.Ordinal));
        Assert.All(Enum.GetValues<LegRole>().Select(k => $"{(int)k} {k}"), word => Assert.Contains(word, text, StringComparison.Ordinal));
        Assert.InRange((await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "node", "verify-bundle.mjs"))).Length, 1, 100);
    }

    private static byte[] Flip(byte[] content, Random random)
    {
        var changed = content.ToArray();
        changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
        return changed;
    }

    private static string Tail(string text) => text.Length < 2000 ? text : text[^2000..];

    private async Task<Bundle> ExportAsync(params string[] words)
    {
        var file = Path.Combine(_folder.Path, "books.zip");
        await RunAsync(["export-bundle", file, .. words]);
        return Bundle.Open(file, _folder.Path);
    }

    private async Task RunAsync(params string[] words)
    {
        var (code, text) = await Commands.RunAsync(demo.Services, words);
        Assert.True(code == 0, text);
    }
}
