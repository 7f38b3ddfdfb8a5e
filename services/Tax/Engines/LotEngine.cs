using System.Runtime.CompilerServices;
using PortfolioPlatform.Accounting.Lots;

namespace PortfolioPlatform.Tax.Engines;

/// <summary>Lots by a method, or several methods one after the other. Plain trades stay in a compact book until something else comes.</summary>
internal sealed class LotEngine(EngineChoice choice, CommandLine.EventIds ids) : IDisposalEngine
{
    private readonly LotBook _book = choice.Book(ids);
    private CompactBook? _compact = choice.HasOneOrder ? new CompactBook(choice.MethodOf(choice.Methods[0].Name), choice.Scope) : null;

    private readonly DatedMethod[] _methods = [.. choice.Methods];
    private int _next = 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(in LotEvent e)
    {
        while (_next < _methods.Length && (_methods[_next].From is not { } from || choice.Calendar.Day(e.Time) >= from))
        {
            var election = _methods[_next++];
            _book.ChangeMethod(choice.MethodOf(election.Name), election.IsPartial ? election.Applies : null);
        }

        if (_compact?.TryApply(e) == true) return;
        HandOver();
        _book.Apply(e);
    }

    public TaxResult Result()
    {
        if (_compact is not null) return new TaxResult(_compact.Pieces, new PooledLots(_compact.Open()), _compact.Shortfalls);
        if (choice.Switch is { } change && (choice.Until is null || choice.Calendar.Day(change.At) < choice.Until)) _book.SwitchScope();
        return new TaxResult(_book.Pieces, new PooledLots(_book.Open()), _book.Shortfalls)
        { Notes = _book.Notes, Removals = _book.Removals, Allocations = _book.Allocations };
    }

    private void HandOver()
    {
        if (_compact is null) return;
        foreach (var e in _compact.Events()) _book.Apply(e);
        _compact = null;
    }
}
