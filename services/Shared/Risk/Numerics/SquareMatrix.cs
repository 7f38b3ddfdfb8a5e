using System.Numerics.Tensors;

namespace PortfolioPlatform.Risk.Numerics;

/// <summary>A square matrix of doubles, row after row.</summary>
public sealed class SquareMatrix
{
    private readonly double[] _cells;

    /// <summary>A matrix of zeros.</summary>
    public SquareMatrix(int size) => (Size, _cells) = (size, new double[size * size]);

    /// <summary>Rows, and columns.</summary>
    public int Size { get; }

    /// <summary>All cells, row after row.</summary>
    public Span<double> Cells => _cells;

    /// <summary>One cell.</summary>
    public double this[int row, int column]
    {
        get => _cells[(row * Size) + column];
        set => _cells[(row * Size) + column] = value;
    }

    /// <summary>A matrix from its cells.</summary>
    public static SquareMatrix Of(double[,] cells)
    {
        var matrix = new SquareMatrix(cells.GetLength(0));
        for (var i = 0; i < matrix.Size; i++)
        {
            for (var j = 0; j < matrix.Size; j++) matrix[i, j] = cells[i, j];
        }

        return matrix;
    }

    /// <summary>The unit matrix.</summary>
    public static SquareMatrix Identity(int size)
    {
        var matrix = new SquareMatrix(size);
        for (var i = 0; i < size; i++) matrix[i, i] = 1;
        return matrix;
    }

    /// <summary>One row.</summary>
    public Span<double> Row(int row) => _cells.AsSpan(row * Size, Size);

    /// <summary>A copy.</summary>
    public SquareMatrix Copy()
    {
        var copy = new SquareMatrix(Size);
        _cells.CopyTo(copy.Cells);
        return copy;
    }

    /// <summary>M·v.</summary>
    public double[] Times(ReadOnlySpan<double> vector)
    {
        var product = new double[Size];
        for (var i = 0; i < Size; i++) product[i] = TensorPrimitives.Dot<double>(Row(i), vector);
        return product;
    }

    /// <summary>vᵀ·M·v.</summary>
    public double Form(ReadOnlySpan<double> vector)
    {
        double sum = 0;
        for (var i = 0; i < Size; i++) sum += vector[i] * TensorPrimitives.Dot<double>(Row(i), vector);
        return sum;
    }

    /// <summary>Copies what lies above the diagonal below it.</summary>
    public SquareMatrix MirrorUpper()
    {
        for (var i = 1; i < Size; i++)
        {
            for (var j = 0; j < i; j++) _cells[(i * Size) + j] = _cells[(j * Size) + i];
        }

        return this;
    }
}
