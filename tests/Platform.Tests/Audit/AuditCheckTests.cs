using FsCheck;
using FsCheck.Fluent;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Platform.Audit;

namespace PortfolioPlatform.Platform.Tests.Audit;

public sealed class AuditCheckTests
{
    private static readonly byte[] Salt = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_chain_as_it_was_written_has_no_fault() => Assert.Empty(FaultsOf(Chain(20)));

    /// <summary>Every byte of every row, one at a time: chosen at random, a thousand times over.</summary>
    [Fact]
    public void Any_single_changed_byte_of_any_row_is_found()
    {
        var rows = Chain(8);
        var places = from row in Gen.Choose(0, rows.Count - 1) from field in Gen.Choose(0, 7) from at in Gen.Choose(0, 1000) from bit in Gen.Choose(0, 7) select (row, field, at, bit);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(places.ToArbitrary(), place => FaultsOf(Changed(rows, place.row, place.field, place.at, (byte)(1 << place.bit))).Count > 0));
    }

    [Fact]
    public void A_missing_a_doubled_and_an_exchanged_row_are_found()
    {
        var rows = Chain(5);
        Assert.NotEmpty(FaultsOf([.. rows.Where((_, i) => i != 2)]));
        Assert.NotEmpty(FaultsOf([rows[0], .. rows]));
        Assert.NotEmpty(FaultsOf([rows[0], rows[2], rows[1], rows[3], rows[4]]));
    }

    private static List<(AuditEntry Row, string Text)> Chain(int count)
    {
        var (head, rows) = (AuditChain.Genesis(DemoTenant.Tenant).Hash, new List<(AuditEntry, string)>());
        for (var n = 1; n <= count; n++)
        {
            var text = AuditSecrets.Join($"person {n % 3}", $"detail {n}");
            var row = new AuditEntry(n, [], Start.AddSeconds(n), "account.paused", $"subject {n}", "done", AuditSecrets.TagOf(Salt, $"person {n % 3}"), AuditSecrets.HashOf(Salt, n, text), [1]);
            rows.Add((row with { Hash = head = AuditChain.Next(head, row) }, text));
        }

        return rows;
    }

    private static List<(AuditEntry, string)> Changed(List<(AuditEntry Row, string Text)> rows, int which, int field, int at, byte mask)
    {
        var (row, text) = rows[which];
        List<(AuditEntry, string)> changed = [.. rows];
        changed[which] = field switch
        {
            0 => (row with { Number = row.Number ^ (1L << (at % 60)) }, text),
            1 => (row with { Hash = Flip(row.Hash) }, text),
            2 => (row with { At = row.At.AddTicks((1 + at) * TimeSpan.TicksPerMicrosecond) }, text),
            3 => (row with { Action = FlipText(row.Action) }, text),
            4 => (row with { Subject = FlipText(row.Subject) }, text),
            5 => (row with { ActorTag = Flip(row.ActorTag) }, text),
            6 => (row with { PrivateHash = Flip(row.PrivateHash) }, text),
            _ => (row, FlipText(text)),
        };
        return changed;

        byte[] Flip(byte[] bytes)
        {
            var copy = bytes.ToArray();
            copy[at % copy.Length] ^= mask;
            return copy;
        }

        string FlipText(string from) => string.Concat(from.Select((c, i) => i == at % from.Length ? (char)(c ^ mask) : c));
    }

    private static List<string> FaultsOf(IReadOnlyList<(AuditEntry Row, string Text)> rows)
    {
        var check = new AuditCheck(DemoTenant.Tenant, Salt, []);
        foreach (var (row, text) in rows) check.Take(row, text.Contains('\u001f', StringComparison.Ordinal) ? text : null);
        check.Finish();
        return check.Faults;
    }
}
